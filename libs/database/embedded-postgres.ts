import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { binariesFor } from './embedded-binaries.js';
import { type Cluster, createCluster, logOf, OWNER, portOf, startCluster, stopCluster } from './embedded-cluster.js';
import { EmbeddedPostgresError, isDiskFull } from './embedded-error.js';
import { homeFor, runner } from './embedded-runner.js';
import { keptSecret } from './kept-file.js';

export interface EmbeddedOptions {
  /** Where the data and the generated secrets live (`.data`). */
  readonly folder: string;
  /** Server settings to add, `name=value`; only what starts the server counts. */
  readonly settings?: readonly string[];
}

/** A running PostgreSQL of our own. It serves every process of this folder; the last one to leave stops it. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** Superuser, for migrating and maintenance. */
  readonly ownerUrl: string;
  /** The application's role `bn_server` (exists after migrating), without ownership. */
  readonly serverUrl: string;
  /**
   * Keeps the database under another name beside an empty one, if `unfit` says so once no other process can do the same.
   * @returns the name under which it is kept.
   * @throws EmbeddedPostgresError when another process works on it.
   */
  setAside(unfit: () => Promise<boolean>): Promise<string | null>;
  /** Leaves; stops the server when no other process uses it. */
  leave(): Promise<void>;
}

const DATABASE = 'banque';
/** Each process that uses the server holds this advisory lock shared; who gets it alone may stop the server. */
const PRESENCE = 0x424e01;
const SETTING_ASIDE = 0x424e03;
const LOOKS = 60;
const BETWEEN_LOOKS_MS = 100;
const AGAIN_MS = 1000;

/**
 * Starts the embedded PostgreSQL of a folder, or adopts the one that runs. Survives `kill -9` of itself and of the
 * server, and any number of processes starting at once.
 * @throws EmbeddedPostgresError with a sentence for people
 */
export async function startEmbedded({ folder, settings = [] }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const root = resolve(folder);
  try {
    const who = runner();
    const home = homeFor(root, who);
    const binaries = binariesFor(home, who);
    const password = keptSecret(join(root, 'owner-password'));
    const cluster: Cluster = { home, data: join(home, 'data'), who, binaries, password, settings };
    if (!existsSync(cluster.data)) await createCluster(cluster);
    const { port, presence } = await enter(cluster);
    await ensureDatabase(presence);
    const there = new Presence(cluster, port, presence);
    const url = (user: string, secret: string) => `postgres://${user}:${secret}@127.0.0.1:${port}/${DATABASE}`;
    return {
      port,
      ownerUrl: url(OWNER, password),
      serverUrl: url('bn_server', keptSecret(join(root, 'server-password'))),
      setAside: (unfit) => setAside(root, there.client, unfit),
      leave: () => there.leave(),
    };
  } catch (error) {
    throw explained(error, root);
  }
}

function explained(error: unknown, folder: string): unknown {
  if (isDiskFull(error)) {
    return new EmbeddedPostgresError(
      `Le disque est plein : libérez de la place pour les données (${folder}), puis relancez.`,
    );
  }
  if (['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) {
    return new EmbeddedPostgresError(
      `Le dossier des données (${folder}) appartient à un autre utilisateur : relancez avec son compte, ou supprimez ce dossier.`,
    );
  }
  return error;
}

/** Comes into a running server, or starts it; of several processes that try at once, one succeeds. */
async function enter(cluster: Cluster, at?: number): Promise<{ port: number; presence: pg.Client }> {
  let failure: unknown;
  for (let look = 0; look < LOOKS; look++) {
    const port = portOf(cluster);
    const presence = port === null ? null : await attend(port, cluster.password);
    if (port !== null && presence) return { port, presence };
    if (look % 10 !== 0) await pause(BETWEEN_LOOKS_MS);
    else failure = await startCluster(cluster, at).catch((error: unknown) => error);
    if (isDiskFull(failure)) throw failure;
  }
  const reason = failure instanceof Error ? failure.message : '';
  throw new EmbeddedPostgresError(
    `Le PostgreSQL embarqué ne démarre pas ; son journal : ${logOf(cluster)}\n${reason}`.trim(),
  );
}

/** Signs in and holds the presence lock; null when nobody answers, or when the server is just being stopped. */
async function attend(port: number, password: string): Promise<pg.Client | null> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: OWNER,
    password,
    database: 'postgres',
    application_name: 'bn presence',
    connectionTimeoutMillis: 5000,
  });
  // A server stopped under us must not end the process: the pools report it where it matters.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE]);
    return client;
  } catch {
    await client.end().catch(() => undefined);
    return null;
  }
}

/**
 * This process's place in the server. When the server dies under it, it is started again at the same port: every pool's address stays
 * true. Of several processes, one starts it and the others come in.
 */
class Presence {
  #left = false;
  #returning: Promise<void> = Promise.resolve();

  constructor(
    private readonly cluster: Cluster,
    private readonly port: number,
    public client: pg.Client,
  ) {
    this.#watch();
  }

  /** Leaves; stops the server when no other process uses it. */
  async leave(): Promise<void> {
    this.#left = true;
    await this.#returning;
    const { client } = this;
    try {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE]);
      const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [PRESENCE]);
      if (rows[0]?.alone) await stopCluster(this.cluster);
    } catch {
      // The server is gone already: nothing left to stop.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  #watch(): void {
    this.client.once('end', () => {
      this.#returning = this.#comeBack();
    });
  }

  async #comeBack(): Promise<void> {
    while (!this.#left) {
      const found = await enter(this.cluster, this.port).catch(() => null);
      if (found) {
        this.client = found.presence;
        return this.#watch();
      }
      await pause(AGAIN_MS);
    }
  }
}

async function ensureDatabase(presence: pg.Client): Promise<void> {
  const { rowCount } = await presence.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount) return;
  await presence.query(`CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
    const madeByAnother = error.code === '42P04' || error.code === '23505';
    if (!madeByAnother) throw error;
  });
}

async function setAside(folder: string, presence: pg.Client, unfit: () => Promise<boolean>): Promise<string | null> {
  await presence.query('SELECT pg_advisory_lock($1)', [SETTING_ASIDE]);
  try {
    if (!(await unfit())) return null;
    const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const name = `${DATABASE}_avant_${moment}`;
    // Postgres itself waits some seconds for sessions that are just ending.
    await presence.query(`ALTER DATABASE ${DATABASE} RENAME TO ${name}`);
    await ensureDatabase(presence);
    return name;
  } catch (error) {
    if ((error as { code?: string }).code !== '55006') throw error;
    throw new EmbeddedPostgresError(
      `Une autre version du programme travaille encore sur les données (${folder}) : arrêtez-la, puis relancez.`,
    );
  } finally {
    await presence.query('SELECT pg_advisory_unlock($1)', [SETTING_ASIDE]);
  }
}
