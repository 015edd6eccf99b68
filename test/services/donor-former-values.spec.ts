import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import {
  CollectionsService,
  DonationCorrections,
  DonationQueries,
  DonationsService,
  DonorsService,
} from '#bank/intake';
import { ruleFromPg } from '#platform/database';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let db: DataSource;
let fixtures: Fixtures;
beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(() => t.close());

const donors = () => t.app.get(DonorsService);
let made = 0;
async function company(): Promise<string> {
  made += 1;
  const donor = { kind: 'company', name: `Atelier Lumen ${made}`, address: '1, rue Haute' } as const;
  return db.transaction((tx) => donors().register(tx, fixtures.people.aude, donor));
}
const describeAs = (who: 'aude' | 'leila', id: string, card: object) =>
  db.transaction((tx) => donors().describe(tx, fixtures.people[who], id, card));
const historyFor = async (who: 'aude' | 'leila' | 'paul', id: string) =>
  (await donors().byId(fixtures.people[who], id)).history;

test('what was overwritten on a donor’s card stands in its history, with who did it', async () => {
  const id = await company();
  expect(await historyFor('aude', id)).toEqual([]);
  await describeAs('aude', id, { name: 'Atelier Lumen & fils', address: '2, rue Basse', legalForm: 'SARL' });
  expect(await historyFor('aude', id)).toMatchObject([
    {
      verb: 'describe',
      operatorName: 'Aude',
      changes: [
        { field: 'name', before: expect.stringContaining('Atelier Lumen'), after: 'Atelier Lumen & fils' },
        { field: 'legal_form', before: null, after: 'SARL' },
        { field: 'address', before: '1, rue Haute', after: '2, rue Basse' },
      ],
    },
  ]);
});

test('of what the bank corrected of record a collection point reads what stood on its own card', async () => {
  const id = await company();
  await describeAs('leila', id, { name: 'Lumen', address: '1, rue Haute' });
  const names = (history: Awaited<ReturnType<typeof historyFor>>) => history[0]!.changes.length;
  expect(names(await historyFor('leila', id))).toBe(2);
  expect(names(await historyFor('aude', id))).toBe(1);
});

test('of a person who gives nothing is kept in clear', async () => {
  const person = { kind: 'person', contact: { name: 'Violette Marchetti' }, commune: 'Suresnes' } as const;
  const id = await db.transaction((tx) => donors().register(tx, fixtures.people.aude, person));
  await describeAs('aude', id, { commune: 'Clichy (92)' });
  const clear = await db.query(
    `SELECT count(*)::int AS n FROM intake.former_value f JOIN intake.donor_event e ON e.id = f.donor_event_id WHERE e.donor_id = $1`,
    [id],
  );
  expect(clear).toEqual([{ n: 0 }]);
  expect((await historyFor('aude', id)).flatMap((e) => e.changes.map((c) => c.field))).toEqual(['card_commune']);
});

test('another kind, another donor and another day of a collection are told with what they replaced', async () => {
  const { aude } = fixtures.people;
  const [wrong, right] = [await company(), await company()];
  const queries = t.app.get(DonationQueries);
  const place = fixtures.organisations.collection.place;
  const donation = await db.transaction((tx) =>
    t.app.get(DonationsService).create(tx, aude, {
      donorId: wrong,
      placeId: place,
      arrival: 'promised',
      expected: [{ category: 'laptop', quantity: 2 }],
    }),
  );
  const plan = (on: string, from: string) =>
    db.transaction((tx) =>
      t.app.get(CollectionsService).plan(tx, aude, donation, { on, from, to: '17:00', mode: 'dropoff' }),
    );
  await plan('2040-02-01', '9:00');
  await plan('2040-02-02', '10:00');
  const corrections = t.app.get(DonationCorrections);
  await db.transaction((tx) =>
    corrections.correctDonor(tx, aude, donation, { donorId: right, reason: 'wrong_choice' }),
  );
  const { events } = await queries.byId(aude, donation);
  expect(events[0]!.changes).toEqual([
    { field: 'donor_id', before: expect.stringContaining('Atelier'), after: expect.stringContaining('Atelier') },
  ]);
  expect(events[1]!.changes).toEqual(
    expect.arrayContaining([
      { field: 'expected_on', before: '2040-02-01', after: '2040-02-02' },
      { field: 'from_time', before: '09:00:00', after: '10:00:00' },
    ]),
  );
  await db.transaction((tx) =>
    corrections.correctKind(tx, aude, right, { kind: 'association', reason: 'wrong_choice' }),
  );
  expect((await historyFor('aude', right))[0]).toMatchObject({
    verb: 'correct_kind',
    changes: [{ field: 'kind', before: 'company', after: 'association' }],
  });
});

test.each([
  `UPDATE intake.donor_known SET name = 'FORGED' WHERE donor_id = $1`,
  `UPDATE intake.donor SET name = 'FORGED' WHERE id = $1`,
  `DELETE FROM intake.former_value f USING intake.donor_event e WHERE e.id = f.donor_event_id AND e.donor_id = $1`,
  `INSERT INTO intake.former_value (donor_event_id, field, before, after) SELECT id, 'name', 'A', 'B' FROM intake.donor_event WHERE donor_id = $1`,
])('Postgres refuses, to any script: %s', async (sql) => {
  const id = await company();
  await describeAs('aude', id, { name: 'Autre nom' });
  const said = await db.query(sql, [id]).then(
    () => 'done',
    (error: unknown) => ruleFromPg(error)?.code ?? String(error),
  );
  expect(said).toMatch(/no_change_without_history|permission denied|append_only/);
});
