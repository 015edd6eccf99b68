import { LONGEST_CELL, NotATable } from '../table.js';
import { isTrue, readXml } from '../xml.js';
import type { ZipParts } from '../zip-file.js';
import { unescapeText } from './xlsx-values.js';

/** Characters of all shared texts together: half a million texts of a hundred and twenty. */
const MOST_SHARED = 64 * 1024 * 1024;

export interface Texts {
  readonly shared: readonly string[];
  /** As `Strikes.own`, by number; null is left out. */
  readonly struck: ReadonlyMap<number, boolean>;
}

/** Whether the pieces of a text are struck through (`r`, `rPr`, `strike`; a piece without them looks as its cell does). */
export class Strikes {
  private here: boolean | null = null;
  private readonly seen = new Set<boolean | null>();

  begin(): void {
    this.here = null;
    this.seen.clear();
  }

  open(tag: string, a: Readonly<Record<string, string>>): void {
    if (tag === 'r') this.here = null;
    else if (tag === 'rPr') this.here = false;
    else if (tag === 'strike') this.here = a['val'] === undefined || isTrue(a['val']);
  }

  text(text: string, here = this.here): void {
    if (text.trim() !== '') this.seen.add(here);
  }

  /** True: all are, whatever the cell says; false: some are not; null: as the cell says. */
  get own(): boolean | null {
    if (this.seen.has(false)) return false;
    return this.seen.has(true) && !this.seen.has(null) ? true : null;
  }
}

/** Rich text is joined, phonetic readings are left out. @throws NotATable */
export async function readTexts(zip: ZipParts, part: string | undefined): Promise<Texts> {
  const found: string[] = [];
  const struck = new Map<number, boolean>();
  if (!part) return { shared: found, struck };
  const strikes = new Strikes();
  let total = 0;
  let now: string | null = null;
  let inText = false;
  let phonetic = 0;
  const handlers = {
    open: (tag: string, a: Readonly<Record<string, string>>) => {
      if (tag === 'si') {
        now = '';
        strikes.begin();
      } else if (tag === 'rPh') phonetic += 1;
      else if (tag === 't') inText = phonetic === 0;
      else strikes.open(tag, a);
    },
    text: (text: string) => {
      if (!inText || now === null || now.length >= LONGEST_CELL) return;
      now += text.slice(0, LONGEST_CELL);
      strikes.text(text);
    },
    close: (tag: string) => {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic -= 1;
      else if (tag === 'si' && now !== null) {
        // Copied: a piece cut out of a larger text would keep that text in memory.
        const text = Buffer.from(unescapeText(now), 'utf16le').toString('utf16le');
        total += text.length + 16;
        if (total > MOST_SHARED) throw new NotATable('too_large');
        const { own } = strikes;
        if (own !== null) struck.set(found.length, own);
        found.push(text);
        now = null;
      }
    },
  };
  for await (const _ of readXml(zip.read(part), handlers));
  return { shared: found, struck };
}
