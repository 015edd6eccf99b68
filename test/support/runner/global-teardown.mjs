import { once } from 'node:events';
import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  if (process.env.TEST_TOOLS) rmSync(process.env.TEST_TOOLS, { recursive: true, force: true });
  const child = globalThis.__TEST_POSTGRES__;
  if (!child || child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.stdin.end();
  await exit;
}
