import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { BackupError, backup, backupsIn, forgetKilled, verify } from '#platform/backup';
import { migrate } from '#platform/database';
import { createBackup, PIECES } from '../../apps/server/startup/backups.js';
import { LISTS } from '../../apps/server/startup/word-lists.js';
import { freshDatabase, type TestDatabase, withOwner } from '../support/servers/database.js';
import { scratchFolder } from '../support/servers/scratch.js';

let database: TestDatabase;
let folder: string;
let moment = Date.UTC(2026, 10, 27, 2, 30);

beforeAll(async () => {
  database = await freshDatabase();
  folder = scratchFolder('bn-proofs-');
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function asOwner(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(statement).finally(() => client.end());
}

const bring = (url: string) => migrate({ ownerUrl: url, lists: LISTS });
const next = () => {
  moment += 86_400_000;
  return new Date(moment);
};
const proven = (
  options: {
    url?: string;
    recipients?: string[];
    migrate?: (url: string) => Promise<unknown>;
    dataFolder?: string;
  } = {},
) =>
  backup({
    url: options.url ?? database.ownerUrl,
    folder,
    recipients: options.recipients ?? [],
    pieces: PIECES,
    proving: { migrate: options.migrate ?? bring, dataFolder: options.dataFolder ?? null },
    now: next(),
  });
const scratches = () =>
  withOwner(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE '${database.name}\\_%'`,
    );
    return rows.map(({ datname }) => datname);
  });

test('a backup is put back and compared before it has its name, and nothing is left of that', async () => {
  let seen: string[] = [];
  const made = await proven({
    migrate: async (url) => {
      expect(await backupsIn(folder)).toEqual([]);
      seen = await scratches();
      return bring(url);
    },
  });
  expect(made.proof).toEqual({ how: 'restored', why: null });
  expect(seen).toEqual([`${database.name}_restore_proof`]);
  expect(await scratches()).toEqual([]);
  expect(await backupsIn(folder)).toHaveLength(1);
});

test('of an encrypted one the sealed files themselves are opened, by a key that nothing keeps', async () => {
  const [identity, stranger] = [await generateIdentity(), await generateIdentity()];
  const recipient = await identityToRecipient(identity);
  const { path, manifest, proof } = await proven({ recipients: [recipient] });
  expect(proof).toEqual({ how: 'restored', why: null });
  expect(manifest.recipients).toEqual([recipient]);
  for (const name of readdirSync(path))
    expect(readFileSync(join(path, name)).toString('latin1')).not.toContain('AGE-SECRET-KEY');
  expect(await verify(path, identity)).toMatchObject({ damaged: [], opened: true });
  await expect(verify(path, stranger)).rejects.toThrow('n’ouvre pas');
});

test('what does not give again what was read is no backup, and says so', async () => {
  const before = await backupsIn(folder);
  const damaged = proven({
    // Between its writing and its proof a bit turns.
    migrate: async (url) => {
      await bring(url);
      const draft = readdirSync(folder).find((name) => name.endsWith('.part'))!;
      const file = join(folder, draft, 'people.retention.copy.gz');
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(file, bytes);
    },
  });
  await expect(damaged).rejects.toThrow(/ne redonne pas la banque.*people\.retention/s);
  expect(await backupsIn(folder)).toEqual(before);
  expect(readdirSync(folder).filter((name) => name.endsWith('.refused'))).toHaveLength(1);
  expect(await scratches()).toEqual([]);
  await proven();
  expect(readdirSync(folder).filter((name) => name.endsWith('.refused'))).toEqual([]);
});

test('an owner who may make no database has it compared by what was read and what was written', async () => {
  const role = `${database.name}_plain`;
  await withOwner(async (client) => {
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'plain'`);
    await client.query(`GRANT pg_read_all_data TO ${role}`);
  });
  try {
    const url = Object.assign(new URL(database.ownerUrl), { username: role, password: 'plain' }).href;
    expect((await proven({ url })).proof).toEqual({ how: 'compared', why: null });
    const turned = proven({ url, recipients: [await identityToRecipient(await generateIdentity())] });
    expect((await turned).proof).toEqual({ how: 'compared', why: null });
  } finally {
    await withOwner((client) => client.query(`DROP ROLE ${role}`));
  }
});

test('where there is no room to put it back, it is compared, and that is said', async () => {
  const { proof, path } = await proven({ dataFolder: '/proc' });
  expect(proof).toMatchObject({ how: 'compared', why: expect.stringContaining('pas assez de place dans /proc') });
  expect((await verify(path)).damaged).toEqual([]);
});

test('what a killed proof left goes with the next start; a proof that is under way is left alone', async () => {
  const left = `${database.name}_restore_proof`;
  await withOwner((client) => client.query(`CREATE DATABASE ${left}`));
  const made = await proven({
    migrate: async (url) => {
      await forgetKilled(database.ownerUrl);
      expect(await scratches()).toEqual([left]);
      return bring(url);
    },
  });
  expect(made.proof?.how).toBe('restored');
  await withOwner((client) => client.query(`CREATE DATABASE ${left}`));
  await forgetKilled(database.ownerUrl);
  expect(await scratches()).toEqual([]);
});

test('by night and by hand it is encrypted to the key that the bank has', async () => {
  const of = { ownerUrl: database.ownerUrl, folder: scratchFolder('bn-proofs-'), dataFolder: null };
  const plain = await createBackup(of);
  expect(plain.manifest.recipients).toEqual([]);
  const recipient = await identityToRecipient(await generateIdentity());
  await asOwner(database.ownerUrl, `INSERT INTO backup.key (recipient) VALUES ('${recipient}')`);
  // Another second, another name.
  rmSync(plain.path, { recursive: true });
  expect((await createBackup(of)).manifest).toMatchObject({
    recipients: [recipient],
    program: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
  });
  rmSync(of.folder, { recursive: true });
});

test('no backup begins where it would fill the disk', async () => {
  await expect(backup({ url: database.ownerUrl, folder: '/proc', pieces: PIECES })).rejects.toThrow(BackupError);
});
