import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { give, type Runner } from './embedded-runner.js';

const MOVING = 'moving';
const lockOf = (data: string): string => join(data, 'postmaster.pid');

/**
 * Keeps every PostgreSQL from starting on some data while this process lives: a server honours the number of a living process in its lock file.
 * @returns false when a server, or another process, was faster
 */
export function lockData(data: string, who: Runner): boolean {
  // Linked when complete: an empty lock file would stop every later start.
  const draft = `${lockOf(data)}.${process.pid}`;
  try {
    writeFileSync(draft, `${process.pid}\n${MOVING} ${begunAt(process.pid)}\n`, { mode: 0o600 });
    give(draft, who);
    linkSync(draft, lockOf(data));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export const unlockData = (data: string): void => rmSync(lockOf(data), { force: true });

/** After a power cut the number in `postmaster.pid` may belong to another program, and PostgreSQL would wait for it. */
export function removeForeignPid(data: string): void {
  try {
    const [pid = '', second = ''] = readFileSync(lockOf(data), 'utf8').split('\n');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (command === '' || command.includes('postgres')) return;
    if (second !== `${MOVING} ${begunAt(pid)}`) rmSync(lockOf(data));
  } catch {
    // No such file, no such process, or no /proc: PostgreSQL's own check is enough.
  }
}

/** When a process began, by the kernel's clock, so that a reused number is recognised. Empty without `/proc`. */
function begunAt(pid: number | string): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
