import { brokenInvariants } from '../support/counting/invariants.js';
import { DataImport, glpiFile, glpiRow } from '../support/sheets/data-import.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const file = (id: string) => t.queries.byId(t.leila, id);

test('an applied file is undone in one act, hand-overs too; the same bytes may be taken over again', async () => {
  const text = glpiFile(
    glpiRow({ number: 'U-1' }),
    glpiRow({ number: 'U-2', state: 'Remis', entity: 'Entité racine > CCAS de Bagneux' }),
    glpiRow({ number: 'U-3', state: 'Mis au rebut (DEEE)' }),
  );
  const id = await t.upload(text);
  await t.map(id);
  await t.apply(id, 'all');
  const { leila, s } = t;

  await s.work((tx) => t.service.withdraw(tx, leila, id));

  expect(await file(id)).toMatchObject({ state: 'withdrawn', withdrawal: { withdrawn: 3, kept: 0 } });
  const undone: { id: string }[] = await s.db.query(
    `SELECT d.id, d.state, d.holder_org_id, d.holder_ref FROM devices.device d JOIN imports.made m ON m.thing_id = d.id WHERE m.file_id = $1`,
    [id],
  );
  expect(undone.map(({ id: _, ...now }) => now)).toEqual(
    Array(3).fill({ state: 'withdrawn', holder_org_id: s.fixtures.organisations.bank.id, holder_ref: null }),
  );
  const open = await s.db.query(
    `SELECT h.id FROM allocation.handover h JOIN imports.made m ON m.thing_id = h.device_id WHERE m.file_id = $1 AND h.ended_at IS NULL`,
    [id],
  );
  expect(open).toEqual([]);
  const ids = undone.map((d) => d.id);
  expect(await brokenInvariants(s.db, ids)).toEqual([]);

  const again = await t.upload(text);
  await t.map(again);
  await t.apply(again, 'all');
  expect(await file(again)).toMatchObject({ state: 'applied', rowsMade: 3, rowsWrong: 0 });
});
