import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { type KeyScope, UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const run = promisify(execFile);
const EXAMPLES = [...readFileSync('docs/api.md', 'utf8').matchAll(/```sh\n(.+?)\n```\n\n```json\n(.+?)\n```/gs)].map(
  ([, command, answer]) => ({ command: command!, answer: JSON.parse(answer!) as unknown }),
);

let t: TestApp;
let fixtures: Fixtures;
let key: string;
const folder = mkdtempSync(join(tmpdir(), 'api-guide-'));

async function keyFor(scopes: readonly KeyScope[]): Promise<string> {
  const { leila } = fixtures.people;
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) =>
      t.app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'Essai', { scopes, term: 'year' }),
    );
  return secret;
}

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('demo', { listen: true }));
  key = await keyFor(['read', 'write']);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await t?.close();
});

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The answer, cut down to what the guide shows of it; an id of its own stands for any. */
function shown(answer: unknown, guide: unknown): unknown {
  if (Array.isArray(guide) && Array.isArray(answer))
    return guide.length ? guide.map((one, i) => shown(answer[i], one)) : answer;
  if (typeof guide === 'object' && guide && typeof answer === 'object' && answer)
    return Object.fromEntries(
      Object.entries(guide).map(([name, one]) => [name, shown((answer as Record<string, unknown>)[name], one)]),
    );
  return ID.test(String(guide)) && ID.test(String(answer)) ? guide : answer;
}

test('the guide has its ten examples, each with its answer', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(10);
  expect(readFileSync('docs/api.md', 'utf8').match(/```sh/g)).toHaveLength(EXAMPLES.length);
});

test.each(EXAMPLES)('$command', async ({ command, answer }) => {
  const env = { ...process.env, BANK: t.url, KEY: key };
  const { stdout } = await run('bash', ['-c', command], { env, cwd: folder });
  expect(shown(JSON.parse(stdout), answer)).toEqual(answer);
});

test('a key that only reads takes every export of the bank away', async () => {
  const program = Visitor.program(t, await keyFor(['read']));
  const { paths }: OpenAPIObject = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  const exports = Object.keys(paths).filter((path) => path.endsWith('/export') && !path.includes('{'));
  expect(exports.length).toBeGreaterThan(20);
  for (const path of exports) {
    const file = await program.api('GET', `${path}?format=csv`);
    expect([path, file.status, file.headers['content-type']]).toEqual([path, 200, 'text/csv; charset=utf-8']);
  }
});
