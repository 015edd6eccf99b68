import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

/** Tells a process, if it is there still. */
function tell(pid: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone meanwhile.
  }
}

/**
 * Stops these processes, and lets them go on after so many milliseconds: they answer nothing, and what is connected to them stays connected.
 * @param pids of those that are there at the moment when each is stopped: a server first, then what it began.
 */
async function stopped(pids: () => readonly number[], ms: number): Promise<void> {
  const goOn = held(pids);
  await pause(ms).finally(goOn);
}

/** @returns how they go on. */
function held(pids: () => readonly number[]): () => void {
  const those = new Set<number>();
  const goOn = () => {
    for (const pid of those) tell(pid, 'SIGCONT');
  };
  try {
    // Once more for what was begun meanwhile.
    for (let round = 0; round < 2; round++)
      for (const pid of pids())
        if (!those.has(pid)) {
          those.add(pid);
          tell(pid, 'SIGSTOP');
        }
  } catch (error) {
    goOn();
    throw error;
  }
  return goOn;
}

/** Stops all of Postgres until it is told to go on. @param postmaster its first process @returns how it goes on. */
export const holdPostgres = (postmaster: number): (() => void) => held(() => [postmaster, ...childrenOf(postmaster)]);

/** Stops all of Postgres. @param postmaster its first process; null where it is away */
export const stopPostgres = (postmaster: number | null, ms: number): Promise<void> =>
  postmaster === null ? Promise.resolve() : stopped(() => [postmaster, ...childrenOf(postmaster)], ms);

/** Stops what serves these connections, while new ones are served: a network that forgot them. */
export const stopBackends = (backends: readonly number[], ms: number): Promise<void> => stopped(() => backends, ms);
