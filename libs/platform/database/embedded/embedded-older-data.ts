import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { majorOf, storedPrograms } from './embedded-binaries.js';
import { majorOfData } from './embedded-cluster.js';
import { homeFor, runner } from './embedded-runner.js';

const KEPT = /^data-(\d+)-(kept|uncarried)-(\d{14})$/;

/** The folder name of data of an older major; what was not carried gets a name by which it is never removed. */
export const olderDataName = (major: number, isAllCarried: boolean, now: Date): string =>
  `data-${major}-${isAllCarried ? 'kept' : 'uncarried'}-${now.toISOString().replace(/\D/g, '').slice(0, 14)}`;

export const olderData = (home: string) =>
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
