/** One object of a foreign document: any field may be missing, or be anything. */
export type Entry = Readonly<Record<string, unknown>>;

export const isEntry = (value: unknown): value is Entry =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Entries of one list that are looked at: enough for a server, too few for a document made to be long. */
const ENTRIES = 1000;

export function entriesOf(content: Entry, section: string): readonly Entry[] {
  const value = content[section];
  if (Array.isArray(value)) return value.slice(0, ENTRIES).filter(isEntry);
  return isEntry(value) ? [value] : [];
}

/** True when a section has something that `entriesOf` leaves out: what is no object, or stands beyond the bound. */
export function leavesOut(content: Entry, section: string): boolean {
  const value = content[section];
  if (Array.isArray(value)) return value.length > ENTRIES || !value.every(isEntry);
  return value !== undefined && value !== null && value !== '' && !isEntry(value);
}

export const entryOf = (content: Entry, section: string): Entry => entriesOf(content, section)[0] ?? {};

/** A field as text, trimmed, without control characters, at most 200 characters; null when missing or empty. */
export function textOf(entry: Entry, field: string): string | null {
  const value = entry[field];
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = wellFormed(String(value).slice(0, 200))
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return text === '' ? null : text;
}

/** A field as a finite number that is not negative, also when written as text; null otherwise. */
export function numberOf(entry: Entry, field: string): number | null {
  const value = entry[field];
  const number =
    typeof value === 'string' && /^\s*\+?\d/.test(value) && !/^\s*0[xob]/i.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 && number <= Number.MAX_SAFE_INTEGER
    ? number
    : null;
}

/** Half characters, which neither UTF-8 nor `jsonb` can hold, replaced by the sign for "unreadable". */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD');
