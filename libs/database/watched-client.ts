import type { Socket } from 'node:net';
import pg from 'pg';

const SWEEP_MS = 500;

/** Of every connection: one that has lain dead for so long is found by the machine itself. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

/** Beside what pg's client takes. */
export interface WatchedConfig extends pg.ClientConfig {
  /** Milliseconds in which Postgres answers a statement; 0: no end. */
  readonly answersWithin?: number;
}

/** Postgres did not answer in time: it is stopped, or the network to it is. For who asked, a network that is gone. */
class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
  readonly syscall = 'read';

  constructor(ms: number) {
    super(`no answer from Postgres for ${Math.round(ms / 1000)} s`);
  }
}

const watched = new Set<WatchedClient>();
/** Time in which this process ran, in milliseconds: what it did not do while it was held up itself is not Postgres's fault. */
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
 * A client that gives up a connection on which nothing is answered. What Postgres allows a statement is Postgres's own clock, and one that is
 * stopped, or lies behind a network that drops everything, has none: whoever asked would wait for as long as it lasts. The connection is
 * destroyed, never used again, and all that was asked on it fails. Watching costs a number for each statement; one timer looks at all.
 */
export class WatchedClient extends pg.Client {
  /** Milliseconds in which each statement is answered; 0: no end. */
  answersWithin: number;
  /** On the clock above, when the answer that is waited for began to be; null while none is. */
  #since: number | null = null;

  constructor(config?: string | WatchedConfig) {
    super(config);
    this.answersWithin = (typeof config === 'object' && config.answersWithin) || 0;
    // One answer of several that were asked at once: the next has its own time, as Postgres gives it.
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

  /** Ends the connection when the answer is overdue. @param now on the clock of those who watch */
  giveUpAfter(now: number): void {
    if (this.#since === null || !this.answersWithin || now - this.#since < this.answersWithin) return;
    forget(this);
    this.#connection.stream.destroy(new NoAnswer(this.answersWithin));
  }

  get #connection(): pg.Connection & { stream: Socket } {
    return (this as unknown as { connection: pg.Connection & { stream: Socket } }).connection;
  }
}
