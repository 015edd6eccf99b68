import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './settings.js';
import { SettingsError } from './settings-error.js';

const STRONG = 'q8Zr2LkV0nTt5yXw9JbM3cHs7DfG1aPe4UoI';
const EXAMPLE = /^PUBLIC_URL=(.+)$/m.exec(readFileSync('.env.example', 'utf8'))![1];
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:x@db/banque',
  PUBLIC_URL: 'https://banque.commune.test/',
  BN_SECRET: STRONG,
};

test('with nothing set: embedded database, demo, worker inside, this machine only', () => {
  expect(readSettings({})).toMatchObject({
    production: false,
    database: null,
    demo: true,
    runWorker: true,
    redisUrl: null,
    publicUrl: 'http://localhost:3000',
    host: 'localhost',
  });
});

test('a real database has demo data only when asked, and its owner is its own unless said', () => {
  const url = 'postgres://app:x@db/banque';
  expect(readSettings({ DATABASE_URL: url })).toMatchObject({
    demo: false,
    database: { serverUrl: url, ownerUrl: url },
  });
  expect(readSettings({ DATABASE_URL: url, DEMO: '1' }).demo).toBe(true);
  expect(
    readSettings({ DATABASE_URL: url, MIGRATION_DATABASE_URL: 'postgres://owner:x@db/banque' }).database?.ownerUrl,
  ).toContain('owner');
});

test('production never has demo data', () => {
  expect(readSettings({ ...PRODUCTION, DEMO: '1' })).toMatchObject({
    demo: false,
    publicUrl: 'https://banque.commune.test',
  });
});

test.each([
  ['no secret', { BN_SECRET: undefined }, /BN_SECRET/],
  ['a short secret', { BN_SECRET: STRONG.slice(0, 31) }, /BN_SECRET/],
  ['a secret without variety', { BN_SECRET: 'ab'.repeat(20) }, /BN_SECRET/],
  ['the secret of an example', { BN_SECRET: `change-me-${STRONG}` }, /BN_SECRET/],
  ['no https', { PUBLIC_URL: 'http://banque.commune.test' }, /PUBLIC_URL.*https/],
  ['the address of .env.example', { PUBLIC_URL: EXAMPLE }, /l'adresse de l'exemple/],
  ['no address', { PUBLIC_URL: undefined }, /PUBLIC_URL/],
  ['no database', { DATABASE_URL: undefined }, /DATABASE_URL/],
])('production refuses %s', (_what, change, sentence) => {
  expect(() => readSettings({ ...PRODUCTION, ...change })).toThrow(sentence);
});

test.each([
  [{ PORT: 'abc' }],
  [{ PORT: '70000' }],
  [{ DATABASE_URL: 'mysql://x/y' }],
  [{ REDIS_URL: 'localhost:6379' }],
  [{ PUBLIC_URL: 'javascript:alert(1)' }],
  [{ SMTP_URL: 'smtp://localhost:25' }],
  [{ MAIL_FROM: 'bonjour@banque.example.org' }],
  [{ SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'la banque' }],
])('%j is refused with a sentence', (env) => {
  expect(() => readSettings(env)).toThrow(SettingsError);
});

test('a secret may be a file; what is given outright goes before it, and a file that is not there is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bn-settings-'));
  const file = join(folder, 'secret');
  writeFileSync(file, `${STRONG}\n`);
  const { BN_SECRET: _, ...without } = PRODUCTION;
  const env: Record<string, string> = { ...without, BN_SECRET_FILE: file };
  readSettings(env);
  expect(env.BN_SECRET).toBe(STRONG);
  const both: Record<string, string> = { ...PRODUCTION, BN_SECRET_FILE: join(folder, 'nowhere') };
  expect(() => readSettings(both)).not.toThrow();
  expect(() => readSettings({ ...without, BN_SECRET_FILE: join(folder, 'nowhere') })).toThrow(
    'nommé par BN_SECRET_FILE',
  );
  rmSync(folder, { recursive: true });
});
