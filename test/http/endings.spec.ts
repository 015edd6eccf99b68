import { DataSource } from 'typeorm';
import { RequestsService } from '#bank/allocation';
import { type Fixtures, type Person } from '#bank/demo';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

test('a request is cancelled or refused on a page that counts what it gives up', async () => {
  const { ines } = fixtures.people;
  const { structure } = fixtures.organisations;
  const requests = t.app.get(RequestsService);
  const db = t.app.get(DataSource);
  const [{ id: placeId }] = await db.query(
    'SELECT id FROM people.place WHERE organisation_id = $1 ORDER BY created_at LIMIT 1',
    [structure.id],
  );
  const id = await db.transaction(async (tx) => {
    const draft = await requests.draft(tx, ines, {
      placeId,
      lines: [{ category: 'laptop', quantity: 2, needs: [] }],
    });
    await requests.submit(tx, ines, draft);
    return draft;
  });
  const visitor = await as('ines');
  const asked = await visitor.get(`/demandes/${id}/annuler`);
  expect(asked.text).toContain('On ne peut pas revenir en arrière.');
  expect(asked.text).toContain('2\u00a0appareils ne sont plus cherchés.');
  expect((await (await as('leila')).get(`/demandes/${id}/refuser`)).text).toContain(
    '2\u00a0appareils ne sont plus cherchés.',
  );
});

test('an organisation and an account say who loses access before they are closed', async () => {
  const visitor = await as('leila');
  const { structure } = fixtures.organisations;
  const page = await visitor.get(`/gestion/organisations/${structure.id}`);
  expect(page.text).toMatch(
    /<details[\s\S]*\d+\u00a0personnes? n’(y a|y ont) plus accès[\s\S]*name="closed"[\s\S]*<\/details>/,
  );
});
