import type { Row, Side } from './report.js';

/** One unit of work; what it gives is how many units it was (a batch counts its rows). */
export type Work = () => Promise<number>;

/** A row to measure. `clients` work at once on either side. */
export interface Measurable {
  readonly name: string;
  readonly unit: string;
  readonly target: number | null;
  readonly clients: number;
  readonly limit: Work;
  readonly ours: Work;
  /** It is about how long somebody waits: `target` is how many times longer ours may take than the limit, of their 95th percentiles. */
  readonly slower?: true;
  /** What runs all the time beside ours, which is measured until that is done once. */
  readonly beside?: Work;
  /** How long each client waits before it asks again. */
  readonly pauseMs?: number;
  /** What ours takes, made before the clock runs. */
  readonly prepare?: () => Promise<void>;
  /** What the row knows besides, once it was measured. */
  readonly notes?: () => string[];
}

interface Round {
  readonly perSecond: number;
  readonly latencies: number[];
}

/** Both sides in turns, so that what the machine does meanwhile falls on both; the first round of each only warms up. */
export async function measure(row: Measurable, { rounds, seconds }: { rounds: number; seconds: number }): Promise<Row> {
  const limit: Round[] = [];
  const ours: Round[] = [];
  for (let i = 0; i <= rounds; i++) {
    limit.push(await round(row.limit, row, seconds));
    await row.prepare?.();
    ours.push(await round(row.ours, row, seconds, row.beside));
  }
  return {
    name: row.name,
    unit: row.unit,
    target: row.target,
    ...(row.slower ? { slower: row.slower } : {}),
    limit: sideOf(limit.slice(1)),
    ours: sideOf(ours.slice(1)),
  };
}

async function round(
  work: Work,
  { clients, pauseMs }: Pick<Measurable, 'clients' | 'pauseMs'>,
  seconds: number,
  beside?: Work,
): Promise<Round> {
  const latencies: number[] = [];
  let done = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let running = beside !== undefined;
  const meanwhile = async (): Promise<void> => {
    try {
      do await beside?.();
      while (beside && performance.now() < until);
    } finally {
      running = false;
    }
  };
  const client = async (): Promise<void> => {
    do {
      const from = performance.now();
      // Not `done += await …`: that would forget what the other clients did meanwhile.
      const units = await work();
      done += units;
      latencies.push(performance.now() - from);
      if (pauseMs) await new Promise((pause) => setTimeout(pause, pauseMs));
    } while (performance.now() < until || running);
  };
  await Promise.all([meanwhile(), ...Array.from({ length: clients }, client)]);
  return { perSecond: done / ((performance.now() - begun) / 1000), latencies };
}

function sideOf(rounds: readonly Round[]): Side {
  const speeds = rounds.map((r) => r.perSecond).sort((a, b) => a - b);
  const latencies = rounds.flatMap((r) => r.latencies).sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: speeds[Math.floor(speeds.length / 2)] ?? 0, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
