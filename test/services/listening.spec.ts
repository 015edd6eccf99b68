import { BankService } from '#bank/people';
import { Listening } from '#platform/database';
import { statementsOf } from '../support/counting/statements.js';
import { openDataSource } from '../support/servers/database.js';
import { eventually } from '../support/servers/eventually.js';
import { type Services, services } from '../support/servers/services.js';

let s: Services;
beforeAll(async () => {
  s = await services();
});
afterAll(() => s?.close());

const bank = () => s.app.get(BankService);
const rename = async (name: string) => {
  const before = await bank().settings();
  await s.work((tx) => bank().change(tx, s.fixtures.people.paul, { ...before, name }));
};

test('the settings are read once, and by the next page when they change', async () => {
  await rename('Banque d’avant');
  await eventually('the settings are kept', async () => (await statementsOf(() => bank().settings())).length === 0);
  await rename('Banque d’après');
  expect((await bank().settings()).name).toBe('Banque d’après');
});

test('a change of another process is heard, also by hand', async () => {
  const other = await openDataSource(s.database.url);
  await bank().settings();
  await other.query(`UPDATE people.bank SET name = 'Banque de l’autre processus'`);
  await other.destroy();
  await eventually('the new name', async () => (await bank().settings()).name === 'Banque de l’autre processus');
});

test('a process whose ears were cut off reads the settings each time, and listens again by itself', async () => {
  const listening = s.app.get(Listening);
  await eventually('ears', async () => listening.hears);
  await bank().settings();
  const owner = await openDataSource(s.database.ownerUrl, {}, 1);
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%, listening'`,
  );
  await eventually('the loss is noticed', async () => !listening.hears);
  await s.db.query(`UPDATE people.bank SET name = 'Banque changée sans témoin'`);
  expect((await bank().settings()).name).toBe('Banque changée sans témoin');
  await owner.destroy();
  await eventually('ears again', async () => listening.hears);
});
