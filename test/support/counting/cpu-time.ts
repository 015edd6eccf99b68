import { readFileSync } from 'node:fs';

/** Milliseconds of work this process has done: unlike a clock, it does not run while others have the machine. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The same of the main thread alone: what its threads do meanwhile holds nobody up. Where the system does not count it, of the whole process. */
export function mainThreadMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return cpuMs();
  }
}
