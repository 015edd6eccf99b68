import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json: the same one from the source tree and from dist. */
export function packageRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`No package.json above ${from}`);
  return packageRoot(parent);
}

let version: string | undefined;

export function programVersion(): string {
  version ??= (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
  return version;
}

let commit: string | null | undefined;

/** The commit that the running program was built from, with `+` where files had been changed since; null where unknown, as from TypeScript. */
export function programCommit(): string | null {
  if (commit === undefined) {
    const built = join(packageRoot(), 'dist');
    const noted = join(built, 'commit');
    commit =
      import.meta.dirname.startsWith(built) && existsSync(noted) ? readFileSync(noted, 'utf8').trim() || null : null;
  }
  return commit;
}
