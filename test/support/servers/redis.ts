import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '#platform/database';
import { programOf } from '../runner/tools.js';

/** A Redis (or Valkey) of the suite's own, or the one of REDIS_URL. */
export interface TestRedis {
  readonly url: string;
  /** The process, when it is ours to kill. */
  readonly process: ChildProcess | null;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts one, keeping every write (`appendonly`) so that a `kill -9` can be tried; `port` and `folder` start it again. */
export async function startRedis(again?: { port: number; folder: string }): Promise<TestRedis & { folder: string }> {
  const program = programOf('redis');
  if (!program) return foreign();
  const port = again?.port ?? (await freePort());
  const folder = again?.folder ?? mkdtempSync(join(tmpdir(), 'bn-redis-'));
  const child = spawn(
    program,
    [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await ready(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, process: child, port, folder, stop };
}

async function ready(child: ChildProcess): Promise<void> {
  const lines = createInterface({ input: child.stdout! });
  const died = once(child, 'exit').then(() => Promise.reject(new Error('redis-server stopped at once')));
  const said = new Promise<void>((done) => {
    lines.on('line', (line) => {
      if (/ready to accept connections/i.test(line)) done();
    });
  });
  await Promise.race([said, died]);
  died.catch(() => undefined);
}

function foreign(): TestRedis & { folder: string } {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('no redis-server and no REDIS_URL: wrap the suite in needs("redis", …)');
  return { url, process: null, port: Number(new URL(url).port || 6379), folder: '', stop: async () => undefined };
}
