import pg from 'pg';
import { DeclaredValuesService } from '#bank/receipts';
import { type ReceiptFixtures, receiptFixtures } from '../support/papers/receipts.js';
import { bankToday } from '../support/servers/bank-day.js';
import { broken } from '../support/servers/services.js';

let s: ReceiptFixtures;
let owner: pg.Client;

beforeAll(async () => {
  s = await receiptFixtures();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

describe('a declared value', () => {
  it.each([
    ['receipts.value_wrong', { euros: 'beaucoup' }],
    ['receipts.declared_on_wrong', { declaredOn: '2026-02-30' }],
    ['receipts.declared_on_wrong', { declaredOn: '2999-01-01' }],
    ['receipts.how_missing', { how: 'toString' }],
  ])('is refused with %s', async (code, over) => {
    const id = await s.closed('company');
    const input = { euros: '10', declaredOn: bankToday(), how: 'letter', ...over };
    expect(await broken(s.work((tx) => s.app.get(DeclaredValuesService).note(tx, s.aude, id, input)))).toBe(code);
  });
});

describe('the newest value', () => {
  it('is the one that was typed last, also when the clock went back in between', async () => {
    const id = await s.closed('company', '100');
    await owner.query(`ALTER TABLE receipts.declared_value DISABLE TRIGGER append_only_rows;
      UPDATE receipts.declared_value SET typed_at = now() + interval '1 day' WHERE donation_id = '${id}';
      ALTER TABLE receipts.declared_value ENABLE TRIGGER append_only_rows`);
    const values = s.app.get(DeclaredValuesService);
    await s.work((tx) => values.note(tx, s.leila, id, { euros: '120', declaredOn: bankToday(), how: 'mail' }));
    expect(await s.work((tx) => values.latest(tx, id))).toMatchObject({ cents: 12_000 });
    // Of before rows had a number: older than those that have one, among themselves by their time.
    await owner.query(`ALTER TABLE receipts.declared_value DISABLE TRIGGER append_only_rows;
      UPDATE receipts.declared_value SET seq = NULL WHERE donation_id = '${id}';
      ALTER TABLE receipts.declared_value ENABLE TRIGGER append_only_rows`);
    expect(await s.work((tx) => values.latest(tx, id))).toMatchObject({ cents: 10_000 });
  });
});
