import { SuggestionQueries } from '#intake';
import { NotFound } from '#kernel';
import { type IntakeHouse, intakeHouse } from '../support/intake.js';

let house: IntakeHouse;
const suggested = (actor: Parameters<SuggestionQueries['byCategory']>[0]) =>
  house.app.get(SuggestionQueries).byCategory(actor);

beforeAll(async () => {
  house = await intakeHouse();
});
afterAll(() => house.close());

test('what was logged before is suggested by category, the most frequent first, in its most usual spelling', async () => {
  const id = await house.donation();
  for (const make of ['Lenovo', 'LENOVO', 'Lenovo']) await house.log(id, { make, model: 'ThinkPad L480' });
  await house.log(id, { make: 'HP', model: 'ProBook 450' });
  await house.log(id, { category: 'monitor', make: 'Dell' });
  await house.log(id, { make: '', model: 'sans marque' });
  expect(await suggested(house.aude)).toEqual({
    laptop: [
      { make: 'Lenovo', model: 'ThinkPad L480', uses: 3 },
      { make: 'HP', model: 'ProBook 450', uses: 1 },
    ],
    monitor: [{ make: 'Dell', model: '', uses: 1 }],
  });
});

test('what another collection point wrote is not shown; the bank sees both; others none of it', async () => {
  await house.log(await house.donation({ actor: house.other }), { make: 'Fairphone', model: '3' }, house.other);
  expect(JSON.stringify(await suggested(house.aude))).not.toContain('Fairphone');
  expect(JSON.stringify(await suggested(house.other))).not.toContain('Lenovo');
  expect(JSON.stringify(await suggested(house.leila))).toMatch(/Fairphone.*Lenovo|Lenovo.*Fairphone/);
  await expect(suggested(house.cast.people.karim)).rejects.toBeInstanceOf(NotFound);
});
