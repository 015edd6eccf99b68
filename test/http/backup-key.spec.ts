import { rmSync } from 'node:fs';
import pg from 'pg';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { verify } from '#platform/backup';
import { createBackup } from '../../apps/server/startup/backups.js';
import { readable, type Seen, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { scratchFolder } from '../support/servers/scratch.js';

let t: TestApp;
let leila: Visitor;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
});
afterAll(() => t.close());

async function look<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: t.database.ownerUrl });
  await client.connect();
  return (await client.query<T>(text).finally(() => client.end())).rows;
}

const hidden = ({ text }: Seen, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!;

/** Everything that the database holds, as text. */
async function everything(): Promise<string> {
  const tables = await look<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'territory')`,
  );
  const kept: string[] = [];
  for (const { name } of tables)
    kept.push(...(await look<{ row: string }>(`SELECT x::text AS row FROM ${name} x`)).map(({ row }) => row));
  return kept.join('\n');
}

test('the key is shown once, kept nowhere, and serves when somebody has shown that they have it', async () => {
  expect(readable(await leila.get('/gestion/systeme/cle'))).toContain('Elle ne se montre qu’une fois');
  const shown = await leila.post('/gestion/systeme/cle');
  expect(shown.status).toBe(200);
  expect(String(shown.headers['cache-control'])).toContain('no-store');
  const identity = /AGE-SECRET-KEY-1[A-Z0-9]+/.exec(shown.text)![0];
  const fields = { recipient: hidden(shown, 'recipient'), check: hidden(shown, 'check') };
  expect(await look('SELECT FROM backup.key')).toHaveLength(0);

  const wrong = await leila.post('/gestion/systeme/cle/copiee', { ...fields, ending: 'AAAAAA' });
  expect(wrong.status).toBe(409);
  expect(readable(wrong)).toContain('Ce ne sont pas les derniers caractères de la clé');
  expect(wrong.text).not.toContain(identity);
  expect(hidden(wrong, 'recipient')).toBe(fields.recipient);
  // Nobody makes the program believe in a key that it did not show.
  const other = (await leila.post('/gestion/systeme/cle')) as Seen;
  const swapped = { recipient: hidden(other, 'recipient'), check: fields.check, ending: identity.slice(-6) };
  expect((await leila.post('/gestion/systeme/cle/copiee', swapped)).status).toBe(409);
  expect(await look('SELECT FROM backup.key')).toHaveLength(0);

  const typed = `${identity.slice(-6, -3)} ${identity.slice(-3)}`.toLowerCase();
  const right = await leila.post('/gestion/systeme/cle/copiee', { ...fields, ending: typed });
  expect([right.status, right.location]).toEqual([303, '/gestion/systeme']);
  expect(readable(await leila.get('/gestion/systeme'))).toContain(`finissant par ${fields.recipient.slice(-6)}`);
  expect(readable(await leila.get('/gestion/systeme/cle'))).toContain('Gardez aussi l’ancienne clé');
  const kept = await everything();
  expect(kept).toContain(fields.recipient);
  expect(kept).not.toContain(identity.slice(16, 40));

  const folder = scratchFolder('bn-keyed-');
  const { path } = await createBackup({ ownerUrl: t.database.ownerUrl, folder, dataFolder: null });
  expect(await verify(path)).toMatchObject({ opened: false });
  expect(await verify(path, identity)).toMatchObject({ opened: true, damaged: [] });
  rmSync(folder, { recursive: true });
  expect(
    await look<{ kind: string }>('SELECT kind::text FROM platform.proof WHERE failure IS NULL ORDER BY 1'),
  ).toEqual(expect.arrayContaining([{ kind: 'backed_up' }, { kind: 'backup_restored' }]));
});

test('nobody but who administers the bank makes one', async () => {
  const aude = await Visitor.signedIn(t, 'aude@demo.example', DEMO_PASSWORD, fixtures.organisations.collection.id);
  expect((await aude.post('/gestion/systeme/cle')).status).toBe(403);
  expect((await aude.get('/gestion/systeme/cle')).status).toBe(403);
});
