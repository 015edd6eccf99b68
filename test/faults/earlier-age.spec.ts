import { chmodSync, rmSync } from 'node:fs';
import pg from 'pg';
import { freePort, startEmbedded } from '#platform/database';
import { type Program, READY, startProgram } from '../support/faults/program.js';
import { freshDatabase } from '../support/servers/database.js';
import { scratchFolder } from '../support/servers/scratch.js';

// Every test starts whole processes, on a machine that may be busy.
jest.setTimeout(240_000);

const programs: Program[] = [];
let folder: string;

const start = (path: string, env: Record<string, string>, ...args: string[]): Program => {
  const program = startProgram(path, { BN_DATA: folder, ...env }, args);
  programs.push(program);
  return program;
};

/** What a database looked like before the baseline: TypeORM's list of migrations, and something of somebody's. */
async function makeOld(ownerUrl: string): Promise<void> {
  await asking(
    ownerUrl,
    `CREATE TABLE public.bn_migration (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
     INSERT INTO public.bn_migration (timestamp, name) VALUES (1764000000000, 'Platform1764000000000'), (1764000010000, 'People1764000010000');
     CREATE SCHEMA people;
     CREATE TABLE people.bank (name text);
     INSERT INTO people.bank VALUES ('Notre banque')`,
  );
}

async function asking(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

beforeEach(() => {
  folder = scratchFolder('bn-old-');
  chmodSync(folder, 0o711);
});

afterEach(async () => {
  for (const { process: child, ended } of programs.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test('trial data of before is kept under another name, also when two programs start at once, and a new bank begins', async () => {
  const before = await startEmbedded({ folder });
  await makeOld(before.ownerUrl);
  await before.leave();

  const [port, other] = [await freePort(), await freePort()];
  const both = [port, other].map((PORT) => start('server/main.js', { PORT: `${PORT}`, DEMO: '0' }));
  for (const program of both) await program.saying(READY);
  const told = both.flatMap((program) => program.said().match(/gardées telles quelles dans la base « (\w+) »/g) ?? []);
  expect(told).toHaveLength(1);
  const [name] = told[0]!.match(/banque_avant_\d{14}/)!;

  const now = await startEmbedded({ folder });
  const kept = Object.assign(new URL(now.ownerUrl), { pathname: `/${name}` }).href;
  expect(await asking(kept, 'SELECT name FROM people.bank')).toEqual([{ name: 'Notre banque' }]);
  expect(await asking(now.ownerUrl, 'SELECT name FROM people.bank')).toEqual([{ name: 'Banque du Numérique' }]);
  await now.leave();
});

test("a server's database of before stops the start and the migration with a sentence, and is not touched", async () => {
  const database = await freshDatabase(null);
  await makeOld(database.ownerUrl);
  for (const program of [
    start('server/main.js', { DATABASE_URL: database.ownerUrl }),
    start('cli/main.js', { DATABASE_URL: database.url, MIGRATION_DATABASE_URL: database.ownerUrl }, 'migrate'),
  ]) {
    expect(await program.ended).toBe(1);
    expect(program.said()).toMatch("vient d'une version antérieure du programme");
    expect(program.said()).not.toMatch(/^\s+at /m);
  }
  const schemas = await asking(
    database.ownerUrl,
    `SELECT nspname FROM pg_namespace WHERE nspname IN ('people', 'platform')`,
  );
  expect(schemas).toEqual([{ nspname: 'people' }]);
  await database.drop();
});
