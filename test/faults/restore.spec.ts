import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { sealAudit, verifyAudit } from '#bank/people';
import { backup, backupsIn, restore, verify } from '#platform/backup';
import { PIECES, USED } from '../../apps/server/startup/backups.js';
import { type Seen, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testApp, testAppWith } from '../support/servers/app.js';
import { freshDatabase } from '../support/servers/database.js';
import { eventually } from '../support/servers/eventually.js';
import { scratchFolder } from '../support/servers/scratch.js';

let t: TestApp;
let fixtures: Fixtures;
let folder: string;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('demo', { work: true }));
  const waiting = `SELECT FROM documents.document WHERE state <> 'ready'`;
  await eventually('the papers of the demo', async () => (await look(t, waiting)).length === 0, 120_000);
  folder = scratchFolder('bn-backups-');
}, 300_000);
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const keep = (options: { recipients?: string[]; now?: Date; folder?: string } = {}) =>
  backup({ url: t.database.ownerUrl, folder, pieces: PIECES, ...options });
const piecesThere = () =>
  readdirSync(join(folder, 'pieces'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).length;

/** Looks behind the application's back. */
async function look<T extends pg.QueryResultRow>(at: TestApp, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: at.database.ownerUrl });
  await client.connect();
  return (await client.query<T>(text).finally(() => client.end())).rows;
}

/** A page without what is random in it. */
const steady = ({ status, text }: Seen): string =>
  `${status} ${text.replace(/(name="(?:_key|upTo)" value|data-key)="[^"]+"/g, '').replace(/il y a [^<]+/g, '')}`;

test('restored elsewhere, a bank answers the same pages, and its papers are the same to the byte', async () => {
  const leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  await sealAudit(t.app.get(DataSource));
  const begun = Date.now();
  const { path, manifest } = await keep();
  expect(manifest.tables.find(({ table }) => table === 'devices.device')!.rows).toBeGreaterThan(20);
  expect(manifest.pieces.count).toBe(piecesThere());
  expect(manifest.pieces.count).toBeGreaterThan(10);
  const kept = Date.now();

  const elsewhere = await freshDatabase();
  const restored = await restore({ url: elsewhere.ownerUrl, path, pieces: PIECES, used: USED });
  console.info(
    `restore drill: ${restored.rows} rows of ${restored.tables} tables and ${manifest.pieces.count} files; backup ${kept - begun} ms, restore ${Date.now() - kept} ms; every table compared by its hash`,
  );
  const other = await testApp({ database: elsewhere });
  try {
    const audited = await verifyAudit(other.app.get(DataSource));
    expect(audited).toMatchObject({ head: expect.anything(), changed: [], gone: [], broken: [] });
    expect(audited.entries).toBeGreaterThan(0);
    const there = Visitor.withSession(other, leila.cookie('bn_session'), fixtures.organisations.bank.id);
    const devices = await look<{ code: string }>(t, 'SELECT code FROM devices.device ORDER BY id LIMIT 5');
    const papers = await look<{ id: string }>(
      t,
      `SELECT id FROM documents.document WHERE state = 'ready' ORDER BY id LIMIT 3`,
    );
    for (const address of [
      '/',
      '/appareils',
      ...devices.map(({ code }) => `/appareils/${code}`),
      '/donateurs',
      '/lots',
      '/chiffres',
      ...papers.map(({ id }) => `/documents/${id}`),
    ])
      expect([address, steady(await there.get(address))]).toEqual([address, steady(await leila.get(address))]);
    // It goes on: numbers and triggers are where they were.
    const [guards] = await look<{ off: number; keys: number }>(
      other,
      `SELECT (SELECT count(*)::int FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal) AS off,
         (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f') AS keys`,
    );
    const [before] = await look<{ keys: number }>(
      t,
      `SELECT count(*)::int AS keys FROM pg_constraint WHERE contype = 'f'`,
    );
    expect(guards).toEqual({ off: 0, keys: before!.keys });
  } finally {
    await other.close();
  }
});

test('the next backup writes no file twice, also while people write', async () => {
  const files = piecesThere();
  const stop = new AbortController();
  const writing = (async () => {
    let n = 0;
    for (; !stop.signal.aborted; n++) await look(t, `UPDATE people.session SET expires_at = expires_at`);
    return n;
  })();
  const { path, manifest } = await keep({ now: new Date(Date.now() + 2000) });
  stop.abort();
  expect(await writing).toBeGreaterThan(0);
  expect([piecesThere(), manifest.pieces.count]).toEqual([files, files]);
  expect((await verify(path)).damaged).toEqual([]);
});

test('an encrypted backup opens with its key and no other', async () => {
  const [identity, wrong] = [await generateIdentity(), await generateIdentity()];
  const { path } = await keep({ recipients: [await identityToRecipient(identity)], now: new Date(Date.now() + 4000) });
  const content = readFileSync(join(path, 'people.app_user.copy.gz.age')).toString('latin1');
  expect(content.startsWith('age-encryption.org/v1')).toBe(true);
  expect(await verify(path)).toMatchObject({ damaged: [], opened: false });
  expect(await verify(path, identity)).toMatchObject({ damaged: [], opened: true });
  await expect(verify(path, wrong)).rejects.toThrow('Cette clé n’ouvre pas');
  const elsewhere = await freshDatabase();
  await expect(restore({ url: elsewhere.ownerUrl, path, pieces: PIECES, used: USED })).rejects.toThrow('est chiffrée');
  const { rows } = await restore({ url: elsewhere.ownerUrl, path, key: identity, pieces: PIECES, used: USED });
  expect(rows).toBeGreaterThan(100);
  await elsewhere.drop();
});

describe('what is damaged', () => {
  const damage = (file: string) => {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    return path;
  };
  let copy: string;
  beforeAll(async () => {
    copy = (await backupsIn(folder))[0]!;
    cpSync(join(folder, copy), join(folder, '2000-01-01T00-00-00Z'), { recursive: true });
  });

  test('is named, and nothing of it is put back', async () => {
    const path = join(folder, '2000-01-01T00-00-00Z');
    const table = damage('2000-01-01T00-00-00Z/devices.device.copy.gz');
    expect((await verify(path)).damaged).toEqual([table]);
    const elsewhere = await freshDatabase();
    await expect(restore({ url: elsewhere.ownerUrl, path, pieces: PIECES, used: USED })).rejects.toThrow(table);
    await elsewhere.drop();
  });

  test('and a stored file too, which the next backup writes anew', async () => {
    const [piece] = readdirSync(join(folder, 'pieces'), { recursive: true, withFileTypes: true }).filter((f) =>
      f.isFile(),
    );
    const path = join(piece!.parentPath, piece!.name);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, -1));
    expect((await verify(join(folder, copy))).damaged).toEqual([path]);
    const again = await keep({ now: new Date(Date.now() + 6000) });
    expect((await verify(again.path)).damaged).toEqual([]);
    expect((await verify(join(folder, copy))).damaged).toEqual([]);
  });

  test('a backup that was killed is none, and the next one clears it away', async () => {
    cpSync(join(folder, copy), join(folder, '2001-01-01T00-00-00Z.part'), { recursive: true });
    expect(await backupsIn(folder)).not.toContain('2001-01-01T00-00-00Z.part');
    await keep({ now: new Date(Date.now() + 8000) });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

test('a bank that serves is never overwritten, and no two backups are made at once', async () => {
  const path = join(folder, (await backupsIn(folder)).at(-1)!);
  await expect(restore({ url: t.database.ownerUrl, path, pieces: PIECES, used: USED })).rejects.toThrow('sert déjà');
  const both = await Promise.allSettled([
    keep({ now: new Date(Date.now() + 10_000) }),
    keep({ now: new Date(Date.now() + 12_000) }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
