import { once } from 'node:events';

export default async function globalTeardown() {
  const child = globalThis.__TEST_POSTGRES__;
  if (!child || child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.stdin.end();
  await exit;
}
