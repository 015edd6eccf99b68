import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** What the server says once it answers; the second while nobody has an account. */
export const READY = /La banque est ouverte|Le programme tourne/;

/** A process of the built program, and what it says. */
export interface Program {
  readonly process: ChildProcess;
  /** Everything said so far, on both outputs. */
  readonly said: () => string;
  /** Waits until something is said; rejects when the program ends first. */
  readonly saying: (text: string | RegExp) => Promise<void>;
  /** The exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `node dist/apps/<path>` with only the given variables beside the machine's own. */
export function startProgram(path: string, env: Record<string, string>, args: readonly string[] = []): Program {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, [`dist/apps/${path}`, ...args], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let heard = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const matches = (text: string | RegExp) => (typeof text === 'string' ? heard.includes(text) : text.test(heard));
  const saying = (text: string | RegExp) =>
    new Promise<void>((done, fail) => {
      const look = () => {
        if (!matches(text)) return;
        listeners.delete(look);
        done();
      };
      listeners.add(look);
      void ended.then((code) => fail(new Error(`ended with ${code} before saying ${text}:\n${heard}`)));
      look();
    });
  return { process: child, said: () => heard, saying, ended };
}
