import type { Socket } from 'node:net';
import pg from 'pg';
import { type Doubt, stillThere } from './still-there.js';

const SWEEP_MS = 500;
/** Looks in vain before a connection is given up: what one of them met may have been our own pause. */
const IN_VAIN = 2;
/** How long a goodbye is waited for: to a Postgres that is stopped it never comes back. */
const GOODBYE_MS = 2_000;

/** Beside what pg's client takes. */
export interface WatchedConfig extends pg.ClientConfig {
  /** Milliseconds in which Postgres answers a statement; 0: no end. */
  readonly answersWithin?: number;
  /** Of what may rightly last: when it is doubted whether anybody still works on the answer. */
  readonly doubt?: Doubt | null;
}

/** Postgres did not answer in time: it is stopped, or the network to it is. For who asked, a network that is gone. */
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
 * Where a statement may rightly last, another connection is asked meanwhile whether the server answers and still works for this one.
 */
export class WatchedClient extends pg.Client {
  /** Milliseconds in which each statement is answered; 0: no end. */
  answersWithin: number;
  /** On the clock above, when the answer that is waited for began to be; null while none is. */
  #since: number | null = null;
  /** See `WatchedConfig`. */
  doubt: Doubt | null;
  readonly #config: pg.ClientConfig;
  /** On the same clock, the last sign that somebody works on the answer; and how many bytes had come by then. */
  #alive = 0;
  #bytes = 0;
  #looking = false;
  #inVain = 0;
  /** On the same clock: what seemed not to work is looked at once more after a while. */
  #notBefore = 0;
  #lost: NoAnswer | null = null;

  constructor(config?: string | WatchedConfig) {
    super(config);
    this.#config = typeof config === 'string' ? { connectionString: config } : (config ?? {});
    this.answersWithin = (typeof config === 'object' && config.answersWithin) || 0;
    this.doubt = (typeof config === 'object' && config.doubt) || null;
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

  /** Ends the connection when the answer is overdue, or nobody works on it. @param now on the clock of those who watch */
  giveUpAfter(now: number): void {
    if (this.#since === null) return;
    const waited = now - this.#since;
    if (this.answersWithin && waited >= this.answersWithin) this.#giveUp(waited);
    else if (this.doubt && !this.#looking) this.#doubtIt(this.doubt, this.#since, now);
  }

  /** Says goodbye, and does not wait long for an answer. */
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

  /** Whether something came meanwhile, or lies there and is not read yet: a slow reader keeps Postgres waiting, not the other way round. */
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
