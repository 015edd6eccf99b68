import fc from 'fast-check';
import { inventoryFiles } from './inventories.js';

/** Every place of a JSON value that can be taken out: keys from the root. */
function placesOf(value: unknown, at: readonly (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...at, Array.isArray(value) ? Number(key) : key];
    return [here, ...placesOf(inner, here)];
  });
}

function without(value: unknown, places: readonly (string | number)[][]): unknown {
  const copy = structuredClone(value);
  // The last first, so that those of a list before it keep their numbers.
  for (const place of [...places].reverse()) {
    let holder = copy as Record<string | number, unknown>;
    for (const key of place.slice(0, -1)) holder = (holder?.[key] ?? {}) as Record<string | number, unknown>;
    const last = place.at(-1)!;
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
  }
  return copy;
}

/** Texts of JSON inside JSON, as Workbench writes them, count as parts too. */
const opened = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner) => {
    if (typeof inner !== 'string' || !/^\s*[[{]/.test(inner)) return inner;
    try {
      return JSON.parse(inner);
    } catch {
      return inner;
    }
  });

const parts = (text: string): string[] => text.split(/(?<=\n)/);

/** A sample of any format with parts of it taken out: fields, entries, sections of JSON, lines of the others. */
export const cutInventories: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...inventoryFiles), fc.array(fc.nat(), { maxLength: 40 }))
  .map(([file, picks]) => {
    const text = file.bytes.toString('latin1').replace(/^\uFEFF/, '');
    try {
      const value = opened(JSON.parse(file.bytes.toString('utf8')));
      const places = placesOf(value);
      const gone = [...new Set(picks.map((n) => n % places.length))].sort((a, b) => a - b).map((n) => places[n]!);
      return JSON.stringify(without(value, gone));
    } catch {
      const lines = parts(text);
      const gone = new Set(picks.map((n) => n % lines.length));
      return lines.filter((_line, i) => !gone.has(i)).join('');
    }
  });
