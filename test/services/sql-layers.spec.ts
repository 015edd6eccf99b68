import { spawnSync } from 'node:child_process';

const OBJECTS = ['people.organisation', 'devices.device', 'sims.sim', 'maintenance.ticket', 'receipts.legal_text'];

/** What the check says of these statements, by the file that each is in. */
function wrongIn(only: string, statements: readonly { path: string; text: string }[]): string[] {
  const script = `
    import { heldToTheMap } from './scripts/check-sql/layers.mjs';
    const client = { query: async () => ({ rows: ${JSON.stringify(OBJECTS.map((name) => ({ name })))} }) };
    const statements = ${JSON.stringify(statements.map(({ path, text }) => ({ path, forms: [{ text }] })))};
    await heldToTheMap(client, statements, ${JSON.stringify(only)}, (line) => console.log(line));`;
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

test.each([
  ['of a room below', 'libs/bank/devices/x.ts', 'SELECT 1 FROM people.organisation', false],
  [
    'of a room above',
    'libs/bank/people/x.ts',
    'SELECT 1 FROM people.organisation o JOIN devices.device d ON true',
    true,
  ],
  [
    'of a neighbour',
    'libs/bank/sims/x.ts',
    'SELECT 1 FROM sims.sim WHERE EXISTS (SELECT FROM maintenance.ticket)',
    true,
  ],
  ['of the room itself', 'libs/bank/sims/x.ts', 'SELECT 1 FROM sims.sim', false],
  ['in a comment or a word', 'libs/bank/people/x.ts', `SELECT 'devices.device' -- devices.device`, false],
  ['in an application', 'apps/server/x.ts', 'SELECT 1 FROM sims.sim JOIN maintenance.ticket ON true', false],
])('a table %s', (_, path, text, wrong) => {
  expect(wrongIn(path, [{ path, text }])).toHaveLength(wrong ? 1 : 0);
});
