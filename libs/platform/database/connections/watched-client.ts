import type { Socket } from 'node:net';
import pg from 'pg';
import { KEEP_ALIVE } from './patience.js';

/** When a wait for Postgres is doubted: how long after the last sign of life another connection asks, and how long that may take. */
export interface Doubt {
  readonly afterMs: number;
  readonly lookMs: number;
}

/** For what may rightly last: migrating, a backup, a job. A loss is noticed within 40 s (two checks in vain). */
export const DOUBT: Doubt = { afterMs: 10_000, lookMs: 15_000 };

type Found = 'works' | 'idle' | 'gone';

/**
 * Asks on a connection of its own what a backend of the same server does.
 * @param pid of the backend
 * @returns null when nobody answers in time. Where Postgres answers but does not say (no connection is free, a pooler stands between), the backend is
 * taken to work.
 */
export async function stillThere(config: pg.ClientConfig, pid: number, withinMs: number): Promise<Found | null> {
  const client = new pg.Client({
    ...config,
    application_name: 'bn watch',
    options: undefined,
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
    ...KEEP_ALIVE,
  } as pg.ClientConfig);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ here: number; there: boolean; state: string | null }>(
      `SELECT pg_backend_pid() AS here, a.pid IS NOT NULL AS there, a.state FROM (SELECT $1::int AS pid) p LEFT JOIN pg_stat_activity a USING (pid)`,
      [pid],
    );
    const { here, there, state } = rows[0]!;
    if (!there) return here === (client as unknown as { processID: number }).processID ? 'gone' : 'works';
    return state?.startsWith('idle') ? 'idle' : 'works';
  } catch (error) {
    // A code of five characters is Postgres's own: it answered.
    return /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '') ? 'works' : null;
  } finally {
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}

const SWEEP_MS = 500;
/** Checks in vain before a connection is given up: one may have met our own pause. */
const IN_VAIN = 2;
/** How long closing may take: a stopped Postgres never answers it. */
const GOODBYE_MS = 2_000;

export interface WatchedConfig extends pg.ClientConfig {
  /** Milliseconds in which Postgres answers a statement; 0: no limit. */
  readonly answersWithin?: number;
  /** For statements that may rightly last: when to check whether somebody still works on the answer. */
  readonly doubt?: Doubt | null;
}

/** Postgres did not answer in time: it is stopped, or the network to it is cut. Callers see it as a network error. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
  readonly syscall = 'read';

  constructor(ms: number) {
    super(
      `PostgreSQL ne répond plus depuis ${Math.round(ms / 1000)} s : il est figé, ou le réseau jusqu’à lui est coupé. Relancez quand il répond.`,
    );
  }
}

const watched = new Set<WatchedClient>();
/** Milliseconds for which this process ran: while it was held up itself, Postgres is not to blame. */
let clock = 0;
let lastSweep = 0;
let sweeping: NodeJS.Timeout | null = null;

function sweep(): void {
  const now = performance.now();
  clock += Math.min(now - lastSweep, 2 * SWEEP_MS);
  lastSweep = now;
  for (const client of watched) client.giveUpAfter(clock);
}

function watch(client: WatchedClient): void {
  watched.add(client);
  if (sweeping) return;
  lastSweep = performance.now();
  sweeping = setInterval(sweep, SWEEP_MS);
  sweeping.unref();
}

function forget(client: WatchedClient): void {
  watched.delete(client);
  if (watched.size || !sweeping) return;
  clearInterval(sweeping);
  sweeping = null;
}

/**
 * A client that gives up a connection on which nothing is answered: Postgres's own timeouts do not end a statement when Postgres is stopped or a
 * network drops everything. The connection is destroyed, and all that was asked on it fails. Watching costs a number for each statement; one timer
 * checks all.
 */
export class WatchedClient extends pg.Client {
  answersWithin: number;
  /** By `clock`, when the pending statement was sent; null while none is. */
  #since: number | null = null;
  doubt: Doubt | null;
  readonly #config: pg.ClientConfig;
  /** By `clock`, the last sign that somebody works on the answer; and how many bytes had come by then. */
  #alive = 0;
  #bytes = 0;
  #looking = false;
  #inVain = 0;
  #notBefore = 0;
  #lost: NoAnswer | null = null;

  constructor(config?: string | WatchedConfig) {
    super(config);
    this.#config = typeof config === 'string' ? { connectionString: config } : (config ?? {});
    this.answersWithin = (typeof config === 'object' && config.answersWithin) || 0;
    this.doubt = (typeof config === 'object' && config.doubt) || null;
    // Of several statements sent at once one was answered: the next has its own time, as Postgres gives it.
    this.#connection.on('readyForQuery', () => {
      if (this.#since !== null) this.#since = clock;
    });
    this.on('drain', () => {
      this.#since = null;
    });
    this.once('connect', () => watch(this));
    this.once('end', () => forget(this));
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares one signature per way to ask
  override query(config: any, values?: any, callback?: any): any {
    this.#since ??= clock;
    return super.query(config, values, callback);
  }

  /** Ends the connection when the answer is overdue, or nobody works on it. @param now by `clock` */
  giveUpAfter(now: number): void {
    if (this.#since === null) return;
    const waited = now - this.#since;
    if (this.answersWithin && waited >= this.answersWithin) this.#giveUp(waited);
    else if (this.doubt && !this.#looking) this.#doubtIt(this.doubt, this.#since, now);
  }

  async leave(): Promise<void> {
    const late = setTimeout(() => this.#connection.stream.destroy(), GOODBYE_MS);
    await this.end().finally(() => clearTimeout(late));
  }

  /** Why it was given up; null while it was not. */
  get lost(): NoAnswer | null {
    return this.#lost;
  }

  #giveUp(waited: number): void {
    forget(this);
    this.#lost = new NoAnswer(waited);
    this.#connection.stream.destroy(this.#lost);
  }

  #doubtIt({ afterMs, lookMs }: Doubt, since: number, now: number): void {
    if (this.#hears()) this.#isAlive(now);
    const quiet = Math.max(since, this.#alive);
    if (now - quiet < afterMs || now < this.#notBefore) return;
    this.#looking = true;
    void stillThere(this.#config, (this as unknown as { processID: number }).processID, lookMs).then((found) => {
      this.#looking = false;
      if (this.#since === null || this.#hears() || found === 'works') this.#isAlive(clock);
      else if (++this.#inVain >= IN_VAIN) this.#giveUp(clock - quiet);
      else if (found) this.#notBefore = clock + afterMs;
    });
  }

  /** Whether bytes came meanwhile, or lie there unread: a slow reader keeps Postgres waiting, not the other way round. */
  #hears(): boolean {
    const { bytesRead, readableLength } = this.#connection.stream;
    const more = bytesRead !== this.#bytes || readableLength > 0;
    this.#bytes = bytesRead;
    return more;
  }

  #isAlive(now: number): void {
    this.#alive = now;
    this.#inVain = 0;
  }

  get #connection(): pg.Connection & { stream: Socket } {
    return (this as unknown as { connection: pg.Connection & { stream: Socket } }).connection;
  }
}
