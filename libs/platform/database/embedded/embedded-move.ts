import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { binariesIn, majorOf, storedPrograms } from './embedded-binaries.js';
import {
  type Cluster,
  createCluster,
  freePort,
  majorOfData,
  OWNER,
  portOf,
  startCluster,
  stopCluster,
} from './embedded-cluster.js';
import { enter, ownerOf, PRESENCE } from './embedded-enter.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { lockData, unlockData } from './embedded-lock.js';
import { homeFor, runner } from './embedded-runner.js';

export const DATABASE = 'banque';
/** A copy is carried, so that the older program still finds its own database unchanged. */
const COPY = 'banque_passage';
const MOVING = 0x424e04;

export interface Addresses {
  readonly ownerUrl: string;
  readonly serverUrl: string;
}

export interface Move {
  /** Brings a bank into an empty database, and checks that nothing differs. */
  readonly carry: (from: Addresses, to: Addresses) => Promise<Carried>;
  readonly say: (sentence: string) => void;
  /** For how many days the old data stays, where all of it was carried. */
  readonly keptDays: number;
  /** Called after each step: where a test stops the process. */
  readonly reached?: (step: 'carried' | 'locked' | 'aside') => void;
}

export interface Carried {
  readonly said: string;
  readonly all: boolean;
}

export function addressesAt(port: number, password: string, serverPassword: string, database = DATABASE): Addresses {
  const url = (user: string, secret: string) => `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`;
  return { ownerUrl: url(OWNER, password), serverUrl: url('bn_server', serverPassword) };
}

export async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
    const madeByAnother = error.code === '42P04' || error.code === '23505';
    if (!madeByAnother) throw error;
  });
}

/** Where the new data is made, before it takes the place of the old. */
const nextOf = (cluster: Cluster): Cluster => ({ ...cluster, data: join(cluster.home, 'data-next') });
const olderOf = (cluster: Cluster, data: string, major: number): Cluster | null => {
  const programs = storedPrograms(cluster.home).find((kept) => majorOf(kept) === major);
  return programs ? { ...cluster, data, binaries: binariesIn(programs.native) } : null;
};

/** Completes a move that was killed between the two renamings. */
async function takeTheirPlace(cluster: Cluster): Promise<void> {
  const { home, data } = cluster;
  const next = nextOf(cluster).data;
  if (!existsSync(data) && existsSync(next)) renameUnlessDone(next, data);
  const [kept] = olderData(home);
  if (!existsSync(data) && kept)
    throw new EmbeddedPostgresError(
      `Le dossier des données (${data}) manque, mais celui de PostgreSQL ${kept.major} est gardé (${kept.data}) : remettez le premier à sa place, ou déplacez le second pour commencer une banque vide.`,
    );
}

/** Makes the bank's data where there is none, unless a killed move left data that is to take that place. */
export async function ensureData(cluster: Cluster): Promise<void> {
  while (!existsSync(cluster.data)) {
    await takeTheirPlace(cluster);
    if (!existsSync(cluster.data)) await createCluster(cluster, () => !existsSync(nextOf(cluster).data));
  }
}

function renameUnlessDone(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (existsSync(from)) throw error;
  }
}

/**
 * Brings data of an older major forward, once, whichever process comes first. The old data is kept unchanged beside the new; what is interrupted is
 * begun again by the next start.
 * @throws EmbeddedPostgresError when the data is newer, its programs are not there, or another version of the program works on it
 */
export async function moveForward(cluster: Cluster, to: number, serverPassword: string, move?: Move): Promise<void> {
  const isThere = () => (majorOfData(cluster.data) ?? to) === to;
  while (!isThere()) {
    const from = majorOfData(cluster.data)!;
    const old = olderOf(cluster, cluster.data, from);
    if (from > to || !old || !move) throw new EmbeddedPostgresError(whyNot(cluster, from, to));
    const entered = await enter(old, { hold: `SELECT pg_advisory_lock(${MOVING})`, over: isThere });
    if (!entered) return;
    try {
      if (!isThere()) await moveOnce({ cluster, old, from, to, serverPassword, move, ...entered });
    } finally {
      await entered.client.end().catch(() => undefined);
    }
  }
}

function whyNot({ data, home }: Cluster, from: number, to: number): string {
  const what = `Les données de la banque (${data}) sont de PostgreSQL ${from}, le programme installé apporte PostgreSQL ${to} ; elles n'ont pas été touchées.`;
  if (from > to)
    return `${what} Elles ont été ouvertes par une version plus récente du programme : installez-la (« npm install » dans son dossier), puis relancez.`;
  return `${what} Pour les lire, il faut les programmes de PostgreSQL ${from}, qui ne sont pas à côté d'elles (${join(home, `programs-${from}…`)}) : installez la version précédente du programme, lancez-la une fois, puis revenez à celle-ci. Autres chemins : docs/operations.md, « Another major of the embedded PostgreSQL ».`;
}

interface Work {
  readonly cluster: Cluster;
  readonly old: Cluster;
  readonly from: number;
  readonly to: number;
  readonly serverPassword: string;
  readonly move: Move;
  readonly port: number;
  readonly client: pg.Client;
}

async function moveOnce(work: Work): Promise<void> {
  const { old, client, from, to, move } = work;
  const asked = client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [PRESENCE]);
  const found = await asked.catch(() => null);
  // Whoever had the lock stopped the server, which comes before the folders change places: look again.
  if (!found) return;
  if (!found.rows[0]?.alone) {
    await clear(work).catch(() => undefined);
    throw new EmbeddedPostgresError(
      `Une autre version du programme travaille encore sur les données (${old.data}) : arrêtez-la, puis relancez.`,
    );
  }
  const begun = Date.now();
  move.say(`Les données de la banque sont de PostgreSQL ${from} : elles passent à PostgreSQL ${to}, l'original reste…`);
  try {
    const carried = await makeNext(work);
    const kept = await changePlaces(work, carried.all);
    if (!kept) return;
    const until = carried.all
      ? `${move.keptDays} jours, puis la sauvegarde de la nuit l'efface`
      : 'sans limite : il contient ce qui n’est pas repris';
    move.say(
      `Fait en ${Math.ceil((Date.now() - begun) / 1000)} s : ${carried.said}. L'ancien dossier est gardé tel quel, ${until} : ${kept}`,
    );
  } catch (error) {
    // Once the old data has been renamed, the new one is complete: the next start puts it in its place.
    if (majorOfData(old.data) === from) await clear(work).catch(() => undefined);
    await stopCluster(old).catch(() => undefined);
    throw error;
  }
}

async function makeNext(work: Work): Promise<Carried> {
  const { cluster, client, port, serverPassword, move } = work;
  const next = nextOf(cluster);
  await clear(work);
  await ensureDatabase(client);
  await client.query(`CREATE DATABASE ${COPY} TEMPLATE ${DATABASE} STRATEGY FILE_COPY`);
  await createCluster(next);
  const at = await freePort();
  await startCluster(next, at);
  const owner = ownerOf(at, cluster.password);
  await owner.connect();
  await ensureDatabase(owner).finally(() => owner.end());
  const carried = await move.carry(
    addressesAt(port, cluster.password, serverPassword, COPY),
    addressesAt(at, cluster.password, serverPassword),
  );
  await stopCluster(next);
  await client.query(`DROP DATABASE ${COPY}`);
  const others = await client.query(
    'SELECT 1 FROM pg_database WHERE NOT datistemplate AND datname <> ALL ($1::text[])',
    [[DATABASE, 'postgres']],
  );
  move.reached?.('carried');
  return { said: carried.said, all: carried.all && !others.rowCount };
}

async function clear({ cluster, client }: Work): Promise<void> {
  const next = nextOf(cluster);
  if (portOf(next) !== null) await stopCluster(next).catch(() => undefined);
  rmSync(next.data, { recursive: true, force: true });
  await client.query(`DROP DATABASE IF EXISTS ${COPY} WITH (FORCE)`);
}

/**
 * Stops the old server and puts the new data in the old one's place. Others who wait would start the old server again: a lock file with our number
 * keeps any version from it.
 * @returns where the old data is; null when another start was faster
 */
async function changePlaces({ cluster, old, from, move }: Work, isAllCarried: boolean): Promise<string | null> {
  const { home, data } = cluster;
  await stopCluster(old);
  if (!lockData(data, cluster.who)) return null;
  const kept = join(home, olderDataName(from, isAllCarried, new Date()));
  try {
    move.reached?.('locked');
    settle(home);
    renameSync(data, kept);
  } catch (error) {
    // Our own number stands there: whoever stops that server would stop us.
    unlockData(data);
    throw error;
  }
  move.reached?.('aside');
  renameUnlessDone(nextOf(cluster).data, data);
  settle(home);
  unlockData(kept);
  return kept;
}

/** Renamings of folders survive a power cut only once they are flushed. */
function settle(folder: string): void {
  if (process.platform === 'win32') return;
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } catch (error) {
    // Some file systems cannot flush a folder; PostgreSQL ignores it too.
    if (!['EINVAL', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    closeSync(open);
  }
}

const KEPT = /^data-(\d+)-(kept|uncarried)-(\d{14})$/;

/** The folder name of data of an older major; what was not carried gets a name by which it is never removed. */
const olderDataName = (major: number, isAllCarried: boolean, now: Date): string =>
  `data-${major}-${isAllCarried ? 'kept' : 'uncarried'}-${now.toISOString().replace(/\D/g, '').slice(0, 14)}`;

const olderData = (home: string) =>
  readdirSync(home).flatMap((name) => {
    const [, major, how, at = ''] = KEPT.exec(name) ?? [];
    const since = new Date(at.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z'));
    return major ? [{ data: join(home, name), major: Number(major), since, isAllCarried: how === 'kept' }] : [];
  });

/**
 * Removes older data that was carried, and kept since before a moment, when what took its place is proven; and programs that nothing needs.
 * @param folder as of `startEmbedded`
 * @param isProven asked only when there is something to remove
 * @returns the removed folders
 */
export async function removeOlderData(
  folder: string,
  before: Date,
  isProven: () => Promise<boolean>,
): Promise<string[]> {
  const home = homeFor(resolve(folder), runner());
  const due = olderData(home).filter(({ since, isAllCarried }) => isAllCarried && since < before);
  if (due.length === 0 || !(await isProven())) return [];
  for (const { data } of due) await rm(data, { recursive: true, force: true });
  const needed = new Set([majorOfData(join(home, 'data')), ...olderData(home).map(({ major }) => major)]);
  for (const programs of storedPrograms(home))
    if (!needed.has(majorOf(programs))) await rm(dirname(programs.native), { recursive: true, force: true });
  return due.map(({ data }) => data);
}
