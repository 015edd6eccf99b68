import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { BenchKeysService } from '#bank/people';
import type { Tool } from '../runner/tools.js';
import type { TestApp } from '../servers/app.js';

/** What starting a bench PC in a virtual machine takes. */
export const BENCH_TOOLS: readonly Tool[] = [
  'qemu',
  'nwipe',
  'busybox',
  'hdparm',
  'curl',
  'cpio',
  'modprobe',
  'kernel',
  'mkfs',
];

/** A key of the workshop, as its supervisor makes it for one stick. */
export async function benchKey(t: TestApp, fixtures: Fixtures): Promise<string> {
  const key = { name: crypto.randomUUID(), term: 'year' } as const;
  const make = t.app.get(BenchKeysService);
  return (await t.app.get(DataSource).transaction((tx) => make.make(tx, fixtures.people.moussa, key))).secret;
}

/** Boots a machine with a stick in it and types the code there. @returns what its console said */
export async function bootBench(
  url: string,
  key: string,
  code: string,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'bn-bench-'));
  try {
    const machine = ['test/fixtures/run-bench.sh', out, url.replace('127.0.0.1', '10.0.2.2'), key, code];
    await promisify(execFile)('bash', machine, { env: { ...process.env, ...settings }, timeout: 500_000 });
    return readFileSync(join(out, 'console'), 'utf8');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
