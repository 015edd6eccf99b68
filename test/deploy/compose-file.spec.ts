import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readSettings } from '#kernel';
import { composeEnvironment } from '../support/compose.js';

const compose = readFileSync('docker-compose.yml', 'utf8');
const dotEnv = {
  PUBLIC_URL: 'https://banque.example.org',
  BN_SECRET: 'q8Zr2LkV0nTt5yXw9JbM3cHs7DfG1aPe4UoI',
  OWNER_PASSWORD: 'o',
  SERVER_PASSWORD: 's',
  REDIS_PASSWORD: 'r',
};

test('the compose file has no unknown key, bad value or loose port', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/dclint/bin/dclint.cjs', '.'], {
    encoding: 'utf8',
  });
  expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
});

test('every program it starts exists, and every secret must be given', () => {
  const programs = [...compose.matchAll(/dist\/(apps\/\w+\/main)\.js/g)].map(([, path]) => `${path}.ts`);
  expect(new Set(programs)).toEqual(new Set(['apps/cli/main.ts', 'apps/worker/main.ts']));
  expect(readFileSync('Dockerfile', 'utf8')).toContain('dist/apps/server/main.js');
  for (const path of programs) expect(readFileSync(path, 'utf8')).not.toBe('');
  for (const secret of Object.keys(dotEnv)) expect(compose).toContain(`\${${secret}:?`);
});

test('what it sets is what the program reads: production, the application role, Redis, the worker apart', () => {
  const app = 'postgres://bn_server:s@postgres:5432/banque';
  expect(readSettings(composeEnvironment('server', dotEnv))).toMatchObject({
    production: true,
    demo: false,
    runWorker: false,
    redisUrl: 'redis://:r@redis:6379',
    database: { serverUrl: app, ownerUrl: app },
  });
  const owner = 'postgres://bn_owner:o@postgres:5432/banque';
  expect(readSettings(composeEnvironment('migrate', dotEnv)).database).toEqual({ serverUrl: app, ownerUrl: owner });
});

test('our own programs write nowhere but where uploads arrive, with no right of the machine, and no log grows without end', () => {
  const program = compose.split('x-program: &program')[1]!.split('\nservices:')[0]!;
  for (const line of ['read_only: true', '- uploads:/tmp', 'cap_drop: [ALL]', 'no-new-privileges:true', 'mem_limit: '])
    expect(program).toContain(line);
  const services = compose
    .split('\nservices:\n')[1]!
    .split('\nvolumes:')[0]!
    .split(/\n(?= {2}[a-z]+:\n)/);
  for (const service of services) expect(service).toMatch(/<<: \*program|logging: \*log/);
});
