import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import type { Fixtures } from '#bank/demo';
import { BlobStore } from '#bank/documents';
import { CollectionsService, DonationsService, DonorContactsService, DonorsService } from '#bank/intake';
import { checkpointAudit, SecondFactorService, sealAudit, verifyAudit } from '#bank/people';
import { mustKnowSecrets, reseal } from '#platform/database';
import { keyring, unseal } from '#platform/kernel';
import { rotateSecret, SEALED } from '../../apps/server/startup/sealed.js';
import { sealOneByOne } from '../support/counting/audit-chain.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const [before, after] = [process.env['BN_SECRET']!, 'a new secret that nobody has seen yet'];
/** Columns of bytes that are no secret, or are sealed apart. */
const PLAIN = ['people.passkey.public_key', 'data_import.old_log.bytes', 'platform.secret_canary.sealed'];

let t: TestApp;
let owner: pg.Client;
let db: DataSource;

const secretsAre = (current: string, previous = '') =>
  Object.assign(process.env, { BN_SECRET: current, BN_SECRET_PREVIOUS: previous });

beforeAll(async () => {
  const { t: made, fixtures } = await testAppWith('demo', { work: false });
  t = made;
  db = t.app.get(DataSource);
  await wordsAreReplaced(fixtures);
  await mustKnowSecrets({ url: t.database.url });
  await sealAudit(db);
  await sealOneByOne(db, 999);
  expect(await checkpointAudit(db)).toBe(true);
  await db.transaction(async (tx) => {
    const [{ id }] = await tx.query('SELECT id FROM people.app_user LIMIT 1');
    await t.app.get(SecondFactorService).beginTotp(tx, id);
  });
  await db.transaction((tx) => t.app.get(BlobStore).put(tx, Buffer.alloc(2_500_000, 7), 'image/png', { sealed: true }));
  owner = new pg.Client({ connectionString: t.database.ownerUrl });
  await owner.connect();
});
/** How somebody is reached, and where one goes to them, is put right: what stood there stays under seal. */
async function wordsAreReplaced({ people: { aude }, organisations }: Fixtures): Promise<void> {
  const work = <T>(run: (tx: EntityManager) => Promise<T>) => db.transaction(run);
  const placeId = organisations.collection.place;
  const contact = { name: 'Apolline Verdurin' };
  const donorId = await work((tx) => t.app.get(DonorsService).register(tx, aude, { kind: 'person', contact }));
  await work((tx) => t.app.get(DonorContactsService).changeMain(tx, aude, donorId, { name: 'Apolline Vinteuil' }));
  await work((tx) => t.app.get(DonorsService).describe(tx, aude, donorId, { name: '', commune: 'Suresnes (92)' }));
  const donations = t.app.get(DonationsService);
  const id = await work((tx) => donations.create(tx, aude, { donorId, placeId, arrival: 'promised' }));
  for (const address of ['9 chemin des Mirabelles', '12 rue des Essais'])
    await work((tx) => t.app.get(CollectionsService).plan(tx, aude, id, { on: '2090-01-15', mode: 'pickup', address }));
}

afterEach(() => secretsAre(before));
afterAll(async () => {
  await owner?.end();
  await t?.close();
});

/** Opens every sealed row with the secrets of now. @returns how many of each column. */
async function opened(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const c of SEALED) {
    const key = c.under
      ? `(SELECT p.${c.keyId} FROM ${c.under.table} p WHERE p.${c.under.row} = x.${c.row[0]})`
      : `x.${c.keyId}`;
    const { rows } = await owner.query<{
      row: string[];
      keyId: string;
      bytes: Buffer;
      found: string | string[] | null;
    }>(
      `SELECT ARRAY[${c.row.map((r) => `x.${r}::text`).join(', ')}] AS row, ${key} AS "keyId", x.${c.bytes} AS bytes, ${c.found ? `x.${c.found.column}` : 'NULL'} AS found
       FROM ${c.table} x WHERE x.${c.bytes} IS NOT NULL AND ${key} IS NOT NULL`,
    );
    for (const { row, found, ...sealed } of rows) {
      const plain = unseal(keyring(), sealed, c.context(...row));
      if (c.found) expect(found).toEqual(c.found.hash(plain, keyring()));
    }
    counts[c.table] = rows.length;
  }
  return counts;
}

test('every column of bytes is known: sealed, or said to be plain', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE data_type = 'bytea' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([...SEALED.map((c) => `${c.table}.${c.bytes}`), ...PLAIN].sort());
});

test('a rotation that was killed goes on; afterwards the new secret opens everything alone', async () => {
  const there = await opened();
  expect(there).toMatchObject({
    'allocation.beneficiary_identity': expect.any(Number),
    'maintenance.ticket_words': expect.any(Number),
  });
  for (const table of [
    'allocation.beneficiary_identity',
    'sims.sim_codes',
    'people.totp',
    'intake.former_card',
    'intake.former_contact',
    'intake.former_collection',
    'documents.document',
    'documents.blob_chunk',
  ])
    expect(there[table]).toBeGreaterThan(0);

  secretsAre(after, before);
  const stopped = new Error('killed');
  const twice = () => {
    throw stopped;
  };
  await expect(reseal(owner, SEALED[0]!, keyring(), twice)).rejects.toBe(stopped);
  const head = await rotateSecret(t.database.ownerUrl, () => undefined);
  while (await db.transaction((tx) => t.app.get(BeneficiariesService).indexDue(tx)));

  secretsAre(after);
  await mustKnowSecrets({ url: t.database.url });
  expect(await opened()).toEqual(there);
  expect(await verifyAudit(db)).toMatchObject({
    seals: 1000,
    changed: [],
    gone: [],
    broken: [],
    head: { n: '1000', mac: head },
  });
  // What never changes still does not.
  await expect(owner.query('UPDATE people.audit_seal SET mac = mac')).rejects.toThrow('platform.append_only');

  secretsAre(before);
  await expect(mustKnowSecrets({ url: t.database.url })).rejects.toThrow('n’est pas celui');
  await expect(opened()).rejects.toThrow('no key');
});

test('nothing is rotated while somebody is at work', async () => {
  const server = new pg.Client({ connectionString: t.database.url, application_name: 'bn server' });
  await server.connect();
  await expect(rotateSecret(t.database.ownerUrl, () => undefined)).rejects.toThrow('Arrêtez d’abord');
  await server.end();
});
