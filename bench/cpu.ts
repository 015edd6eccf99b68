import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the processor. */
const TICK_US = 10_000;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that ended and were waited for. */
  readonly ended: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets, and may hold spaces.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}

/** Microseconds that the processors spent on a program, user and system together; null where the system does not tell (it is Linux that does). */
export function cpuOf(pid: number): number | null {
  const stat = statOf(pid);
  return stat && stat.own * TICK_US;
}

/** The same of a program and all that it started: PostgreSQL is a process a connection. */
export function cpuOfFamily(pid: number): number | null {
  const head = statOf(pid);
  if (!head) return null;
  const children = readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    return stat?.parent === pid ? [stat.own] : [];
  });
  return (head.own + head.ended + children.reduce((sum, own) => sum + own, 0)) * TICK_US;
}

/** Who started a program; null where the system does not tell. */
export const parentOf = (pid: number): number | null => statOf(pid)?.parent ?? null;

/** Resident memory of a program in MB (10^6 bytes); null where the system does not tell. */
export function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : (Number(kb) * 1024) / 1e6;
  } catch {
    return null;
  }
}
