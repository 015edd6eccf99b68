import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '#platform/database';

/** A program that serves HTTP on this machine. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a built program and waits until it says its address.
 * @param program its path from the root, such as `dist/apps/server/main.js`. @param env beside what this process has; `PORT` is given.
 */
export async function startServer(program: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const server: ChildProcess = spawn(process.execPath, [program], {
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    server.stdout!.on('data', (output: Buffer) => String(output).includes('http://') && ready());
    server.once('exit', (code) => failed(new Error(`${program} ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: server.pid!,
    stop: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await ended;
    },
  };
}
