import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstWriter } from '../secrets/stored-secret.js';
import { EmbeddedPostgresError } from './embedded-error.js';

/** The user that PostgreSQL runs as: empty for this process's own, another one when it is root, which PostgreSQL refuses. */
export interface Runner {
  readonly uid?: number;
  readonly gid?: number;
}

/** An unprivileged user: this one, or under root `postgres` where it exists, else `nobody`. */
export function runner(): Runner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError(
    "PostgreSQL refuse de tourner en tant que root et ce système n'a ni utilisateur postgres ni nobody. Lancez la commande avec un compte ordinaire.",
  );
}

export function give(path: string, { uid, gid }: Runner): void {
  if (uid === undefined || gid === undefined) return;
  chownSync(path, uid, gid);
}

function canEnter(folder: string, who: Runner): boolean {
  return (
    who.uid === undefined || spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...who, cwd: '/' }).status === 0
  );
}

/**
 * The folder in which PostgreSQL keeps its data, owned by the runner: `<folder>/postgres`, or, when that user cannot enter `folder` (a clone under
 * `/root`), another one whose path is kept in `<folder>/where`.
 */
export function homeFor(folder: string, who: Runner): string {
  mkdirSync(folder, { recursive: true });
  if (who.uid !== undefined) chmodSync(folder, 0o711);
  const home = canEnter(folder, who) ? join(folder, 'postgres') : firstWriter(join(folder, 'where'), elsewhere).trim();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (who.uid !== undefined && lstatSync(home).uid !== who.uid) chownSync(home, who.uid, who.gid!);
  return home;
}

function elsewhere(): string {
  const name = join('banque-du-numerique', randomBytes(6).toString('hex'));
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      const home = join(parent, name);
      mkdirSync(home, { recursive: true, mode: 0o711 });
      return home;
    } catch {
      // Read-only in some containers: the next place.
    }
  }
  throw new EmbeddedPostgresError(
    "Aucun dossier n'est accessible à l'utilisateur de PostgreSQL. Placez le projet dans un dossier que tous peuvent traverser, ou donnez DATABASE_URL.",
  );
}
