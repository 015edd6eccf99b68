import pg from 'pg';
import { timePasses } from '../support/counting/traces.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let owner: pg.Client;

beforeAll(async () => {
  ({ t } = await testAppWith('demo'));
  owner = new pg.Client({ connectionString: t.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await t?.close();
});

test('a history lets the end of a word through, at its day, and nothing else', async () => {
  const end = () => owner.query(`UPDATE refurbishment.erasure_log SET filename = '' WHERE filename <> ''`);
  await expect(end()).rejects.toThrow(/append_only/);
  await timePasses(owner, '3 years');
  await expect(owner.query(`UPDATE refurbishment.erasure_log SET filename = 'autre.log'`)).rejects.toThrow(
    /append_only/,
  );
  await expect(owner.query(`UPDATE refurbishment.erasure_log SET filename = '', operator_number = 1`)).rejects.toThrow(
    /append_only/,
  );
  await expect(owner.query('UPDATE refurbishment.erasure_log SET blob_id = NULL')).rejects.toThrow(/append_only/);
  expect((await end()).rowCount).toBeGreaterThan(0);
});
