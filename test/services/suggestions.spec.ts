import { SuggestionQueries } from '#bank/intake';
import { NotFound } from '#platform/kernel';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
const suggested = (actor: Parameters<SuggestionQueries['byCategory']>[0]) =>
  s.app.get(SuggestionQueries).byCategory(actor);

beforeAll(async () => {
  s = await intakeFixtures();
});
afterAll(() => s.close());

test('what was logged before is suggested by category, the most frequent first, in its most usual spelling', async () => {
  const id = await s.donation();
  for (const make of ['Lenovo', 'LENOVO', 'Lenovo']) await s.log(id, { make, model: 'ThinkPad L480' });
  await s.log(id, { make: 'HP', model: 'ProBook 450' });
  await s.log(id, { category: 'monitor', make: 'Dell' });
  await s.log(id, { make: '', model: 'sans marque' });
  expect(await suggested(s.aude)).toEqual({
    laptop: [
      { make: 'Lenovo', model: 'ThinkPad L480', uses: 3 },
      { make: 'HP', model: 'ProBook 450', uses: 1 },
    ],
    monitor: [{ make: 'Dell', model: '', uses: 1 }],
  });
});

test('what another collection point wrote is not shown; the bank sees both; others none of it', async () => {
  await s.log(await s.donation({ actor: s.other }), { make: 'Fairphone', model: '3' }, s.other);
  expect(JSON.stringify(await suggested(s.aude))).not.toContain('Fairphone');
  expect(JSON.stringify(await suggested(s.other))).not.toContain('Lenovo');
  expect(JSON.stringify(await suggested(s.leila))).toMatch(/Fairphone.*Lenovo|Lenovo.*Fairphone/);
  await expect(suggested(s.fixtures.people.karim)).rejects.toBeInstanceOf(NotFound);
});
