import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readSettings } from '../../apps/settings.js';

const compose = readFileSync('docker-compose.yml', 'utf8');

test('the compose file has no unknown key, bad value or loose port', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/dclint/bin/dclint.cjs', '.'], {
    encoding: 'utf8',
  });
  expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
});

test('every program it starts exists, and every secret must be given', () => {
  const sources = [...compose.matchAll(/dist\/(apps\/\w+\/main)\.js/g)].map(([, path]) => `${path}.ts`);
  expect(new Set(sources)).toEqual(new Set(['apps/cli/main.ts', 'apps/worker/main.ts']));
  expect(readFileSync('Dockerfile', 'utf8')).toContain('dist/apps/server/main.js');
  for (const path of sources) expect(readFileSync(path, 'utf8')).not.toBe('');
  for (const secret of ['BN_SECRET', 'OWNER_PASSWORD', 'SERVER_PASSWORD', 'PUBLIC_URL'])
    expect(compose).toContain(`\${${secret}:?`);
});

test('what it sets is what the program reads: production, the application role, Redis', () => {
  const names = [...compose.matchAll(/^ {4,6}([A-Z_]+): (.+)$/gm)].filter(([, name]) => !name!.startsWith('POSTGRES'));
  const env = Object.fromEntries(
    names.map(([, name, value]) => [name, value!.replaceAll('"', '').replace(/\$\{[A-Z_]+:\?[^}]*\}/g, 'x')]),
  );
  const settings = readSettings({
    ...env,
    PUBLIC_URL: 'https://banque.example.org',
    BN_SECRET: 'q8Zr2LkV0nTt5yXw9JbM3cHs7DfG1aPe4UoI',
  });
  expect(settings).toMatchObject({
    production: true,
    demo: false,
    redisUrl: 'redis://redis:6379',
    database: {
      serverUrl: 'postgres://bn_server:x@postgres:5432/banque',
      ownerUrl: 'postgres://bn_owner:x@postgres:5432/banque',
    },
  });
});
