import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Starts the PostgreSQL of this test run in a process of its own, which lives as long as its standard input: however the
 * run ends, the server ends with it. That process also migrates the template database.
 */
export default async function globalSetup() {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', '@swc-node/register/esm-register', 'test/support/runner/test-postgres.ts'],
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true, env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  );
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => {
    throw new Error("La base des tests n'a pas démarré (voir au-dessus).");
  });
  const [ready] = await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => undefined);
  Object.assign(process.env, JSON.parse(ready), {
    BN_SECRET: 'of-the-tests-alone-Xk29fQ7mLz0Rw84v',
    TEST_TOOLS: mkdtempSync(join(tmpdir(), 'bn-tools-')),
  });
  globalThis.__TEST_POSTGRES__ = child;
}
