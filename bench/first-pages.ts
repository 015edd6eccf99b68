import { cpuOf, residentMb } from './cpu.js';
import type { Ground } from './ground.js';
import { call } from './http.js';
import type { StartReport } from './report.js';

const PAGES = 20;

/** What the first pages of a server cost that has just started, and what memory it takes then and after all rows. */
export async function firstPages(g: Ground): Promise<StartReport> {
  const used = residentMb(g.server.pid);
  const fresh = await g.another();
  try {
    const resident = residentMb(fresh.pid);
    const begun = cpuOf(fresh.pid);
    const ms: number[] = [];
    let first: number | null = null;
    for (let i = 0; i < PAGES; i++) {
      const from = performance.now();
      await call(`${fresh.url}/appareils?state=in_stock`, g.people[i % g.people.length]!.page);
      ms.push(performance.now() - from);
      if (i === 0) first = cpuOf(fresh.pid);
    }
    const ended = cpuOf(fresh.pid);
    return {
      first: { ms: ms[0]!, us: first === null || begun === null ? null : first - begun },
      twenty: {
        ms: ms.sort((a, b) => a - b)[PAGES / 2]!,
        us: ended === null || begun === null ? null : (ended - begun) / PAGES,
      },
      fresh: resident,
      used,
    };
  } finally {
    await fresh.stop();
  }
}
