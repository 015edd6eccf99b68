import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupsIn, momentOf } from './backup.js';
import { pathOfPiece, piecesOf } from './pieces.js';

/** How many backups stay: the last of each of so many days, weeks and months. */
export interface Retention {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

const DAY_MS = 86_400_000;

/** Those of these moments that a retention keeps: the last of each day, week and month, and always the newest. */
export function retainedOf(moments: readonly Date[], { days, weeks, months }: Retention): Set<Date> {
  const newestFirst = [...moments].sort((a, b) => b.getTime() - a.getTime());
  const kept = new Set(newestFirst.slice(0, 1));
  for (const [periodOf, most] of [
    [(d: Date) => d.toISOString().slice(0, 10), days],
    [(d: Date) => String(Math.floor((d.getTime() / DAY_MS + 3) / 7)), weeks],
    [(d: Date) => d.toISOString().slice(0, 7), months],
  ] as const) {
    const seen = new Set<string>();
    for (const moment of newestFirst) {
      const period = periodOf(moment);
      if (seen.has(period) || seen.size >= most) continue;
      seen.add(period);
      kept.add(moment);
    }
  }
  return kept;
}

/** Removes the backups that a retention does not keep, then the pieces that no remaining backup has. @returns the names of those removed */
export async function forgetBackups(folder: string, retention: Retention): Promise<string[]> {
  const names = await backupsIn(folder);
  const byName = new Map(names.map((name) => [name, momentOf(name)]));
  const kept = retainedOf([...byName.values()], retention);
  const gone = names.filter((name) => !kept.has(byName.get(name)!));
  for (const name of gone) await rm(join(folder, name), { recursive: true });
  if (gone.length > 0)
    await forgetPieces(
      folder,
      names.filter((name) => !gone.includes(name)),
    );
  return gone;
}

async function forgetPieces(folder: string, left: readonly string[]): Promise<void> {
  const used = new Set<string>();
  for (const name of left) for (const piece of await piecesOf(join(folder, name))) used.add(piece.name);
  const there = await readdir(join(folder, 'pieces'), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const file of there)
    if (file.isFile() && !used.has(file.name)) await rm(pathOfPiece(folder, file.name), { force: true });
}
