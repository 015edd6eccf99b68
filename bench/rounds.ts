import { cpuOf, cpuOfFamily } from './cpu.js';
import type { RequestsRow, Side, SideName, WaitRow, WholeRow } from './report.js';

/** One unit of work; what it gives is how many units it was (a batch counts its rows). `client` is who of those that ask at once. */
export type Work = (client: number) => Promise<number>;

/** Who does a row's work, and the program whose processor time that is. */
export interface Doing {
  readonly pid: number;
  readonly work: Work;
  /** What is put in place before each of its rounds. */
  readonly before?: () => Promise<void>;
}

/** Work that `clients` ask for at once, done by several programs in turns. */
export interface Requests {
  readonly kind: 'requests';
  readonly name: string;
  readonly unit: string;
  readonly clients: number;
  readonly sides: Readonly<Partial<Record<SideName, Doing>>> & { readonly ours: Doing };
  /** At least so much of the other's speed. */
  readonly aims?: Readonly<Partial<Record<SideName, number>>>;
  /** What the row knows besides, once it was measured. */
  readonly notes?: () => string[];
}

/** Something that is done once, from beginning to end, at the size at which a bank does it. */
export interface Whole {
  readonly kind: 'whole';
  readonly name: string;
  /** How many things of what kind. */
  readonly count: number;
  /** It should take no longer than this, in seconds. */
  readonly atMost: number | null;
  /** What is made before the clock runs. */
  readonly prepare?: () => Promise<void>;
  readonly work: () => Promise<unknown>;
  readonly notes?: () => string[];
}

/** How long somebody waits at rest, and while something runs beside. */
export interface Wait {
  readonly kind: 'wait';
  readonly name: string;
  readonly clients: number;
  /** How long each client waits before it asks again. */
  readonly pauseMs: number;
  readonly work: Work;
  /** Begun anew for as long as it is measured, which is until it was done once at least. */
  readonly beside: () => Promise<unknown>;
  /** So many times as long as at rest, of the 95th percentiles. */
  readonly atMost: number | null;
  readonly prepare?: () => Promise<void>;
  readonly notes?: () => string[];
}

export type Measurable = Requests | Whole | Wait;

export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  /** For how many seconds a program does a row's work before it is measured. */
  readonly warm: number;
}

interface Round {
  readonly done: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly serverUs: number | null;
  readonly postgresUs: number | null;
}

/** All sides in turns, so that what the machine does meanwhile falls on all of them. */
export async function measureRequests(row: Requests, pace: Pace, postgres: number | null): Promise<RequestsRow> {
  const sides = Object.entries(row.sides) as [SideName, Doing][];
  const rounds = new Map<SideName, Round[]>(sides.map(([name]) => [name, []]));
  for (const [, doing] of sides) {
    await doing.before?.();
    await round(row, doing.work, pace.warm);
  }
  for (let i = 0; i < pace.rounds; i++)
    for (const [name, { pid, work, before: prepare }] of sides) {
      await prepare?.();
      const before = [cpuOf(pid), postgres === null ? null : cpuOfFamily(postgres)];
      const done = await round(row, work, pace.seconds);
      const after = [cpuOf(pid), postgres === null ? null : cpuOfFamily(postgres)];
      const [serverUs, postgresUs] = after.map((us, at) =>
        us === null || before[at] == null ? null : us - before[at],
      );
      rounds.get(name)!.push({ ...done, serverUs: serverUs ?? null, postgresUs: postgresUs ?? null });
    }
  const measured = Object.fromEntries(sides.map(([name]) => [name, sideOf(rounds.get(name)!)]));
  return {
    kind: row.kind,
    name: row.name,
    unit: row.unit,
    aims: row.aims ?? {},
    sides: measured as RequestsRow['sides'],
  };
}

export async function measureWhole(row: Whole, { rounds }: Pace, postgres: number | null): Promise<WholeRow> {
  const seconds: number[] = [];
  const cpu: number[] = [];
  // The first of each only warms up.
  for (let i = 0; i <= rounds; i++) {
    await row.prepare?.();
    const [from, own, theirs] = [
      performance.now(),
      cpuOf(process.pid),
      postgres === null ? null : cpuOfFamily(postgres),
    ];
    await row.work();
    seconds.push((performance.now() - from) / 1000);
    if (own !== null && theirs !== null) cpu.push((cpuOf(process.pid)! - own + cpuOfFamily(postgres!)! - theirs) / 1e6);
  }
  return {
    kind: row.kind,
    name: row.name,
    count: row.count,
    atMost: row.atMost,
    seconds: middle(seconds.slice(1)),
    longest: Math.max(...seconds.slice(1)),
    cpuSeconds: cpu.length ? middle(cpu.slice(1)) : null,
  };
}

export async function measureWait(row: Wait, { rounds, seconds }: Pace): Promise<WaitRow> {
  const rest: Round[] = [];
  const busy: Round[] = [];
  for (let i = 0; i <= rounds; i++) {
    rest.push({ ...(await round(row, row.work, seconds)), serverUs: null, postgresUs: null });
    await row.prepare?.();
    busy.push({ ...(await round(row, row.work, seconds, row.beside)), serverUs: null, postgresUs: null });
  }
  return {
    kind: row.kind,
    name: row.name,
    atMost: row.atMost,
    rest: sideOf(rest.slice(1)),
    busy: sideOf(busy.slice(1)),
  };
}

async function round(
  { clients, pauseMs = 0 }: { readonly clients: number; readonly pauseMs?: number },
  work: Work,
  seconds: number,
  beside?: () => Promise<unknown>,
): Promise<Pick<Round, 'done' | 'seconds' | 'latencies'>> {
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
  const client = async (_: unknown, number: number): Promise<void> => {
    do {
      const from = performance.now();
      // Not `done += await …`: that would forget what the other clients did meanwhile.
      const units = await work(number);
      done += units;
      latencies.push(performance.now() - from);
      if (pauseMs) await new Promise((pause) => setTimeout(pause, pauseMs));
    } while (performance.now() < until || running);
  };
  await Promise.all([meanwhile(), ...Array.from({ length: clients }).map(client)]);
  return { done, seconds: (performance.now() - begun) / 1000, latencies };
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function sideOf(rounds: readonly Round[]): Side {
  const latencies = rounds.flatMap((r) => r.latencies).sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  const units = rounds.reduce((sum, r) => sum + r.done, 0);
  const each = (of: (r: Round) => number | null): number | null =>
    rounds.some((r) => of(r) === null) ? null : rounds.reduce((sum, r) => sum + of(r)!, 0) / units;
  return {
    perSecond: middle(rounds.map((r) => r.done / r.seconds)),
    serverUs: each((r) => r.serverUs),
    postgresUs: each((r) => r.postgresUs),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}
