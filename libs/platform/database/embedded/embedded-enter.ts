import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { DOUBT, WatchedClient } from '../connections/watched-client.js';
import { type Cluster, logOf, OWNER, portOf, startCluster } from './embedded-cluster.js';
import { EmbeddedPostgresError, isDiskFull } from './embedded-error.js';

/** Each process that uses the server holds this advisory lock shared; who gets it exclusively may stop the server. */
export const PRESENCE = 0x424e01;
const LOOKS = 60;
/** A server that accepts connections and does not answer costs five seconds a try: after a minute and a half it is frozen. */
const SILENT_LOOKS = 18;
const BETWEEN_LOOKS_MS = 100;
/** Tries before a process whose connection was lost starts the server again. */
const LOOKS_AFTER_LOSS = 10;

interface Entry {
  readonly at?: number | undefined;
  readonly hold?: string;
  /** Whether there is no more reason to connect. */
  readonly over?: () => boolean;
}

/** A running server, and the connection that holds the lock there. */
export interface Entered {
  readonly port: number;
  readonly client: pg.Client;
}

/** Connects to a running server, or starts it; of several processes that try at once, one starts it. Null when `over` said so. */
export async function enter(cluster: Cluster, entry: Entry & { over: () => boolean }): Promise<Entered | null>;
export async function enter(cluster: Cluster, entry?: Entry): Promise<Entered>;
export async function enter(cluster: Cluster, { at, hold, over = () => false }: Entry = {}): Promise<Entered | null> {
  let failure: unknown;
  let first = 0;
  let silent = 0;
  for (let look = 0; look < LOOKS; look++) {
    if (over()) return null;
    const port = portOf(cluster);
    const client = port === null ? null : await attend(port, cluster.password, hold);
    if (port !== null && client === 'silent' && ++silent >= SILENT_LOOKS)
      throw new EmbeddedPostgresError(
        `Le PostgreSQL embarqué est là (port ${port}), mais ne répond plus : il est figé. Arrêtez ce qui le fige, ou arrêtez-le, puis relancez ; son journal : ${logOf(cluster)}`,
      );
    if (port !== null && client && client !== 'silent') return { port, client };
    if (over()) return null;
    // Whoever stops it to move its data needs a moment before they hold the folder.
    if (hold && port !== null && first === 0) first = look + LOOKS_AFTER_LOSS;
    if (look < first || look % 10 !== 0) await pause(BETWEEN_LOOKS_MS);
    else failure = await startCluster(cluster, at).catch((error: unknown) => error);
    if (isDiskFull(failure)) throw failure;
  }
  const reason = failure instanceof Error ? failure.message : '';
  throw new EmbeddedPostgresError(
    `Le PostgreSQL embarqué ne démarre pas ; son journal : ${logOf(cluster)}\n${reason}`.trim(),
  );
}

/** Signs in and takes the lock; null when nobody is there or the server is stopping; `silent` when it does not answer. */
async function attend(
  port: number,
  password: string,
  hold = `SELECT pg_advisory_lock_shared(${PRESENCE})`,
): Promise<pg.Client | 'silent' | null> {
  const client = ownerOf(port, password);
  try {
    await client.connect();
    await client.query(hold);
    return client;
  } catch (error) {
    await client.leave().catch(() => undefined);
    return client.lost || (error as Error).message === 'timeout expired' ? 'silent' : null;
  }
}

export function ownerOf(port: number, password: string): WatchedClient {
  const client = new WatchedClient({
    host: '127.0.0.1',
    port,
    user: OWNER,
    password,
    database: 'postgres',
    application_name: 'bn presence',
    connectionTimeoutMillis: 5000,
    // A lock may be waited for as long as somebody works, not when the server is frozen.
    doubt: DOUBT,
  });
  // A server that stops must not end the process: the pools report it where it matters.
  client.on('error', () => undefined);
  return client;
}
