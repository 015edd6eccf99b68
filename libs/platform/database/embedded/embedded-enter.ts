import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { DOUBT } from '../connections/still-there.js';
import { WatchedClient } from '../connections/watched-client.js';
import { type Cluster, logOf, OWNER, portOf, startCluster } from './embedded-cluster.js';
import { EmbeddedPostgresError, isDiskFull } from './embedded-error.js';

/** Each process that uses the server holds this advisory lock shared; who gets it alone may stop the server. */
export const PRESENCE = 0x424e01;
const LOOKS = 60;
/** A look at a server that takes connections and says nothing lasts five seconds: after a minute and a half of them it is frozen. */
const SILENT_LOOKS = 18;
const BETWEEN_LOOKS_MS = 100;
/** How many looks go by before somebody whose connection was lost starts the server that they waited in. */
const LOOKS_AFTER_LOSS = 10;

/** How to come in: by which lock, at which port, and when not to come any more. */
interface Entry {
  readonly at?: number | undefined;
  /** SQL that takes the lock for which one comes. */
  readonly hold?: string;
  /** Whether there is nothing left to come into. */
  readonly over?: () => boolean;
}

/** A server that answers, and the connection that holds the lock there. */
export interface Entered {
  readonly port: number;
  readonly client: pg.Client;
}

/** Comes into a running server, or starts it; of several processes that try at once, one succeeds. Null when it was `over` before. */
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
    // Who stops it to move its data needs a moment before the folder is theirs.
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

/** Signs in and takes the lock; null when nobody is there, or when the server is just being stopped; `silent` when it says nothing. */
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

/** A connection of the owner, not made yet. */
export function ownerOf(port: number, password: string): WatchedClient {
  const client = new WatchedClient({
    host: '127.0.0.1',
    port,
    user: OWNER,
    password,
    database: 'postgres',
    application_name: 'bn presence',
    connectionTimeoutMillis: 5000,
    // Who waits for a lock there waits for as long as somebody works, not for a server that is frozen.
    doubt: DOUBT,
  });
  // A server stopped under us must not end the process: the pools report it where it matters.
  client.on('error', () => undefined);
  return client;
}
