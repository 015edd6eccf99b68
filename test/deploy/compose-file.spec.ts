import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { readSettings, secretsOf } from '#platform/kernel';
import { composeEnvironment, composeSecrets } from '../support/servers/compose.js';

const compose = readFileSync('docker-compose.yml', 'utf8');
const dotEnv = { PUBLIC_URL: 'https://banque.commune.test' };
const SECRET = 'q8Zr2LkV0nTt5yXw9JbM3cHs7DfG1aPe4UoI';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bn-compose-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the compose file has no unknown key, bad value or loose port', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/dclint/bin/dclint.cjs', '.'], {
    encoding: 'utf8',
  });
  expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
});

test('every program it starts exists, and no secret stands in an environment or on a command line', () => {
  const programs = [...compose.matchAll(/dist\/(apps\/\w+\/main)\.js/g)].map(([, path]) => `${path}.ts`);
  expect(new Set(programs)).toEqual(new Set(['apps/cli/main.ts', 'apps/worker/main.ts']));
  expect(readFileSync('Dockerfile', 'utf8')).toContain('dist/apps/server/main.js');
  for (const path of programs) expect(readFileSync(path, 'utf8')).not.toBe('');
  expect([...compose.matchAll(/\$\{(\w+)/g)].map(([, name]) => name)).not.toContainEqual(
    expect.stringMatching(/PASSWORD|SECRET|TOKEN|PROVIDERS/),
  );
});

test('what it sets is what the program reads: production, the application role, Redis, the worker apart', () => {
  // Drawn in base64: what an address has a meaning for is written otherwise in it.
  composeSecrets(folder, { bn_secret: SECRET, owner_password: 'o', server_password: 's+/=%1@', redis_password: 'r' });
  const app = 'postgres://bn_server:s%2B%2F%3D%251%40@postgres:5432/banque';
  const server = composeEnvironment('server', dotEnv, folder);
  expect(readSettings(server)).toMatchObject({
    production: true,
    demo: false,
    runWorker: false,
    redisUrl: 'redis://:r@redis:6379',
    database: { serverUrl: app, ownerUrl: app },
  });
  expect(secretsOf(server)).toEqual([SECRET]);
  const owner = 'postgres://bn_owner:o@postgres:5432/banque';
  expect(readSettings(composeEnvironment('migrate', dotEnv, folder)).database).toEqual({
    serverUrl: app,
    ownerUrl: owner,
  });
  const lost = { ...composeEnvironment('server', dotEnv, folder), REDIS_PASSWORD_FILE: join(folder, 'nothing') };
  expect(() => readSettings(lost)).toThrow(/nothing, nommé par REDIS_PASSWORD_FILE, est illisible/);
});

test('its secrets are drawn once, each for containers to read in a folder closed to others; what an older .env says is taken over', () => {
  const secrets = join(folder, 'secrets');
  writeFileSync(join(folder, '.env'), `PUBLIC_URL=https://x.example\nBN_SECRET="${SECRET}"\r\nSMTP_URL=\n`);
  const draw = () => spawnSync('sh', ['scripts/compose-secrets.sh', secrets], { encoding: 'utf8' });
  const read = () => readdirSync(secrets).map((name) => [name, readFileSync(join(secrets, name), 'utf8')]);
  expect(draw()).toMatchObject({ status: 0, stderr: '' });
  const drawn = Object.fromEntries(read());
  const named = [...compose.matchAll(/file: \.\/secrets\/(\w+)/g)].map(([, name]) => name!);
  expect(Object.keys(drawn).sort()).toEqual(named.sort());
  expect(drawn).toMatchObject({
    bn_secret: SECRET,
    bn_secret_previous: '',
    owner_password: /^[\w+/=]{48}$/.exec(drawn.owner_password!)?.[0],
  });
  expect([statSync(secrets).mode & 0o777, statSync(join(secrets, 'bn_secret')).mode & 0o777]).toEqual([0o700, 0o644]);
  draw();
  expect(Object.fromEntries(read())).toEqual(drawn);
});

test('each container has an exact image, writes nowhere but where it says, has no right it does not name and bounds on all it takes', () => {
  const closed = compose.split('x-closed: &closed')[1]!.split('\nx-program')[0]!;
  for (const line of ['read_only: true', 'cap_drop: [ALL]', 'no-new-privileges:true', 'pids_limit: ', 'max-size: '])
    expect(closed).toContain(line);
  const program = compose.split('x-program: &program')[1]!.split('\nservices:')[0]!;
  for (const line of ['<<: *closed', '- uploads:/tmp', 'mem_limit: ']) expect(program).toContain(line);
  const services = compose
    .split('\nservices:\n')[1]!
    .split(/\n# Each a file of the folder/)[0]!
    .split(/\n(?= {2}[a-z]+:\n)/);
  expect(services).toHaveLength(7);
  for (const service of services)
    expect(service).toMatch(
      /<<: \*program|<<: \*closed\n {4}image: [a-z]+:\d+\.\d+(\.\d+)?-[a-z]+\n[\s\S]* mem_limit: /,
    );
  for (const [, image] of readFileSync('Dockerfile', 'utf8').matchAll(/^FROM (\S+)/gm))
    expect(image).toMatch(/^node:\d+\.\d+\.\d+-/);
});

test('a worker has room for all the papers that it draws at once: one that needs too much is ended, not the worker', () => {
  const drawing = readFileSync('libs/bank/documents/drawing/rendering.ts', 'utf8');
  const [threads, memoryMb] = ['threads', 'memoryMb'].map((name) => Number(drawing.match(`${name}: (\\d+),`)![1]));
  const [, gigabytes] = /\n {2}worker:\n[\s\S]*?\n {4}mem_limit: (\d+)g\n/.exec(compose)!;
  const [, unit] = /^MemoryMax=(\d+)G$/m.exec(readFileSync('docs/systemd/banque-worker@.service', 'utf8'))!;
  for (const room of [gigabytes, unit]) expect(Number(room) * 1024).toBeGreaterThanOrEqual(threads! * memoryMb! + 1024);
});

test('the owner takes base backups over the network with the password, the application does not, and nobody comes in without one', async () => {
  // The suites' server has the rules of the file.
  const enter = async (url: string, change: object = {}): Promise<string> => {
    const client = new pg.Client({ connectionString: url, replication: 'true', ...change } as pg.ClientConfig);
    try {
      await client.connect();
      return (await client.query('IDENTIFY_SYSTEM')).rows.length === 1 ? 'in' : 'nothing';
    } catch (error) {
      return (error as pg.DatabaseError).code ?? String(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const { TEST_OWNER_URL = '', TEST_SERVER_URL = '' } = process.env;
  const wrong = Object.assign(new URL(TEST_OWNER_URL), { password: 'another' }).href;
  expect([await enter(TEST_OWNER_URL), await enter(wrong), await enter(TEST_SERVER_URL)]).toEqual([
    'in',
    '28P01',
    '28000',
  ]);
});

test('a piece of the log that is put aside stays as it is: again is no failure, another one of its name is', () => {
  const [, command] = /archive_command='(.+)'/.exec(compose)!;
  mkdirSync(join(folder, 'wal'));
  const aside = join(folder, 'wal', '0001.gz');
  const run = (content: string): boolean => {
    writeFileSync(join(folder, 'piece'), content);
    const said = command!
      .replaceAll('/backups', folder)
      .replaceAll('%p', join(folder, 'piece'))
      .replaceAll('%f', '0001');
    return spawnSync('sh', ['-c', said]).status === 0;
  };
  const archive = (content: string) => [run(content), gunzipSync(readFileSync(aside)).toString()];
  // Half of one, left by a machine that lost its power, is none, and in nobody's way.
  writeFileSync(`${aside}.part`, 'on');
  expect([archive('one'), archive('one'), archive('two')]).toEqual([
    [true, 'one'],
    [true, 'one'],
    [false, 'one'],
  ]);
  expect(readdirSync(join(folder, 'wal'))).toEqual(['0001.gz']);
  writeFileSync(aside, gzipSync('one').subarray(0, 15));
  expect(run('one')).toBe(false);
});

describe('the nightly backup of Postgres', () => {
  /** One turn of the service, until it sleeps; `fails` is the program that does. */
  const turn = (fails = ''): string => {
    const [, script] = /entrypoint: \["bash", "-euc"\]\n {4}command:\n {6}- \|\n([\s\S]+?)\n {4}depends_on/.exec(
      compose,
    )!;
    const programs = join(folder, 'bin');
    mkdirSync(programs, { recursive: true });
    const program = (name: string, does: string) =>
      writeFileSync(join(programs, name), `#!/bin/sh\n${name === fails ? 'exit 1' : does}\n`, { mode: 0o755 });
    program('pg_dump', 'echo dump > "$(echo $2 | cut -d= -f2)"');
    program('pg_basebackup', 'mkdir "$(echo $3 | cut -d= -f2)"');
    program('chown', 'exit 0');
    program('sleep', 'echo "sleeps $1"; kill $PPID');
    writeFileSync(join(folder, 'owner_password'), 'o');
    const said = script!
      .replaceAll('$$', '$')
      .replaceAll('/backups', `${folder}/backups`)
      .replaceAll('/run/secrets', folder);
    const env = { ...process.env, PATH: `${programs}:${process.env.PATH}`, TZ: 'Indian/Reunion' };
    return spawnSync('bash', ['-euc', said], { encoding: 'utf8', env, timeout: 20_000 }).stdout;
  };
  const made = () =>
    ['dump', 'base'].map(
      (kind) => readdirSync(join(folder, 'backups', kind)).filter((name) => name !== '.part').length,
    );
  const told = () => existsSync(join(folder, 'backups', 'last'));

  test('is told as made when both were made, and only then', () => {
    const said = turn();
    expect([said, made(), told()]).toEqual([expect.stringMatching(/^sleeps \d+\n$/), [1, 1], true]);
    // Until the next night, in the bank's own time.
    const until = new Date(Date.now() + Number(/\d+/.exec(said)![0]) * 1000);
    expect(until.toLocaleTimeString('fr-FR', { timeZone: 'Indian/Reunion' })).toMatch(/^03:(29:5|30:)/);
  });

  test.each([
    ['pg_dump', [0, 0]],
    ['pg_basebackup', [0, 0]],
  ])('that failed (%s) is not told as made, and is tried again soon', (program, left) => {
    expect([turn(program), made(), told()]).toEqual(['sleeps 3600\n', left, false]);
  });
});
