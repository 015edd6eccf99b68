import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { storedSecret } from '../secrets/stored-secret.js';
import { binariesFor, installedPrograms, keepPrograms, majorOf, type Programs } from './embedded-binaries.js';
import { type Cluster, stopCluster } from './embedded-cluster.js';
import { enter, PRESENCE } from './embedded-enter.js';
import { EmbeddedPostgresError, isDiskFull } from './embedded-error.js';
import { addressesAt, DATABASE, ensureData, ensureDatabase, type Move, moveForward } from './embedded-move.js';
import { homeFor, runner } from './embedded-runner.js';

export interface EmbeddedOptions {
  /** Where the data and the generated secrets live (`.data`). */
  readonly folder: string;
  /** Server settings to add, `name=value`; they count only when this starts the server. */
  readonly settings?: readonly string[];
  /** How data of an older major is carried into this one; without it such data is refused. */
  readonly move?: Move;
  /** Other programs than those that npm installed, for tests of moving. */
  readonly programs?: Programs;
}

/** A running PostgreSQL that serves every process of this folder; the last one to leave stops it. */
export interface EmbeddedPostgres {
  readonly port: number;
  readonly ownerUrl: string;
  /** The address of the application's role `bn_server` (exists after migrating), without ownership. */
  readonly serverUrl: string;
  /**
   * Renames the database and makes an empty one in its place, if `unfit` says so once no other process can do the same.
   * @returns the name under which it is kept; null when it was fit
   * @throws EmbeddedPostgresError when another process works on it
   */
  setAside(unfit: () => Promise<boolean>): Promise<string | null>;
  leave(): Promise<void>;
}

const SETTING_ASIDE = 0x424e03;
const AGAIN_MS = 1000;

/**
 * Starts the embedded PostgreSQL of a folder, or connects to the one that runs. Survives `kill -9` of itself and of the server, and any number of
 * processes that start at once.
 * @throws EmbeddedPostgresError with a French sentence
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, settings = [], move, programs = installedPrograms() } = options;
  const root = resolve(folder);
  try {
    const who = runner();
    const home = homeFor(root, who);
    const binaries = binariesFor(home, who, programs);
    const password = storedSecret(join(root, 'owner-password'));
    const serverPassword = storedSecret(join(root, 'server-password'));
    const cluster: Cluster = { home, data: join(home, 'data'), who, binaries, password, settings };
    await ensureData(cluster);
    await moveForward(cluster, majorOf(programs), serverPassword, move);
    const { port, client } = await enter(cluster);
    await ensureDatabase(client);
    keepPrograms(home, programs, who);
    const there = new Presence(cluster, port, client);
    return {
      port,
      ...addressesAt(port, password, serverPassword),
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

/**
 * This process's connection to the server. When the server dies, it is started again at the same port, so that every pool's address stays right. Of
 * several processes, one starts it and the others connect.
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

  async leave(): Promise<void> {
    this.#left = true;
    await this.#returning;
    const { client } = this;
    try {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE]);
      const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [PRESENCE]);
      if (rows[0]?.alone) await stopCluster(this.cluster);
    } catch {
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
      const found = await enter(this.cluster, { at: this.port }).catch(() => null);
      if (found) {
        this.client = found.client;
        return this.#watch();
      }
      await pause(AGAIN_MS);
    }
  }
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
