import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Reads a small file, or writes it with what `make` gives, readable by its owner only. Of several processes at once, the first one's content is
 * everybody's; a process killed half-way leaves nothing.
 */
export function firstWriter(path: string, make: () => string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}

/** A secret in a file, made the first time: 256 bits in base64url. */
export const storedSecret = (path: string): string => firstWriter(path, () => randomBytes(32).toString('base64url'));

/** The secret of the embedded bank in a folder, or null; makes none. */
export const storedSecretAt = (folder: string): string | null => {
  const path = join(folder, 'secret');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
};
