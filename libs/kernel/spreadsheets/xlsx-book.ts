import { posix } from 'node:path';
import { NotATable, type SheetName } from './table.js';
import { lookOf, type NumberLook, unescapeText } from './xlsx-values.js';
import { isTrue, readXml, whole } from './xml.js';
import type { ZipParts } from './zip-file.js';

/** A cell holds no more in any spreadsheet. */
export const LONGEST_CELL = 32_767;
const MOST_SHEETS = 500;
const MOST_STYLES = 100_000;
/** Characters of all shared texts together: half a million texts of a hundred and twenty. */
const MOST_SHARED = 64 * 1024 * 1024;

/** What a workbook says about itself, before any row is read. */
export interface Book {
  readonly sheets: readonly (SheetName & { readonly part: string })[];
  readonly from1904: boolean;
  /** Written by a program that leaves it to Excel to calculate: the zeros of its formulas are no results. */
  readonly uncalculated: boolean;
  readonly looks: readonly NumberLook[];
  readonly shared: readonly string[];
}

/** Reads everything but the rows. @throws NotATable: `xlsb`, `zip` for other things in a ZIP; `broken`. */
export async function readBook(zip: ZipParts): Promise<Book> {
  const start = await startOf(zip);
  const links = await relations(zip, start);
  const { sheets, ...how } = await outline(zip, start, links);
  if (!sheets.length) throw new NotATable('broken');
  const other = (type: string) => [...links.values()].find((l) => l.type === type && zip.has(l.part))?.part;
  return {
    sheets,
    ...how,
    looks: await looks(zip, other('styles')),
    shared: await texts(zip, other('sharedStrings')),
  };
}

async function startOf(zip: ZipParts): Promise<string> {
  if (zip.has('_rels/.rels')) {
    for (const { type, part } of (await relations(zip, '')).values())
      if (type === 'officeDocument' && zip.has(part)) {
        if (part.endsWith('.bin')) throw new NotATable('xlsb');
        return part;
      }
  }
  if (zip.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new NotATable('zip');
}

type Links = ReadonlyMap<string, { readonly type: string; readonly part: string }>;

/** Where the parts named by a part lie. A target outside of the file leads nowhere. */
async function relations(zip: ZipParts, part: string): Promise<Links> {
  const links = new Map<string, { type: string; part: string }>();
  const name = part === '' ? '_rels/.rels' : `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;
  if (!zip.has(name)) return links;
  const open = (tag: string, a: Readonly<Record<string, string>>) => {
    if (
      tag !== 'Relationship' ||
      !a['Id'] ||
      !a['Target'] ||
      a['TargetMode'] === 'External' ||
      links.size > MOST_SHEETS * 4
    )
      return;
    const target = a['Target'].startsWith('/')
      ? a['Target'].slice(1)
      : posix.join(posix.dirname(part || 'x'), a['Target']);
    links.set(a['Id'], { type: (a['Type'] ?? '').split('/').at(-1)!, part: target });
  };
  for await (const _ of readXml(zip.read(name), { open }));
  return links;
}

async function outline(zip: ZipParts, part: string, links: Links) {
  const sheets: (SheetName & { part: string })[] = [];
  let from1904 = false;
  let uncalculated = false;
  const open = (tag: string, a: Readonly<Record<string, string>>) => {
    if (tag === 'workbookPr') from1904 = isTrue(a['date1904']);
    if (tag === 'calcPr') uncalculated = isTrue(a['fullCalcOnLoad']);
    if (tag !== 'sheet') return;
    const link = links.get(Object.entries(a).find(([name]) => name.endsWith(':id'))?.[1] ?? '');
    if (link?.type !== 'worksheet' || !zip.has(link.part) || sheets.length >= MOST_SHEETS) return;
    sheets.push({
      name: unescapeText(a['name'] ?? '').slice(0, 100),
      hidden: (a['state'] ?? 'visible') !== 'visible',
      part: link.part,
    });
  };
  for await (const _ of readXml(zip.read(part), { open }));
  return { sheets, from1904, uncalculated };
}

async function looks(zip: ZipParts, part: string | undefined): Promise<NumberLook[]> {
  const found: NumberLook[] = [];
  if (!part) return found;
  const codes = new Map<number, string>();
  let inCells = false;
  const open = (tag: string, a: Readonly<Record<string, string>>) => {
    if (tag === 'cellXfs') inCells = true;
    else if (tag === 'numFmt' && codes.size < MOST_STYLES)
      codes.set(whole(a['numFmtId']) ?? -1, (a['formatCode'] ?? '').slice(0, 255));
    else if (tag === 'xf' && inCells && found.length < MOST_STYLES) {
      const id = whole(a['numFmtId']) ?? 0;
      found.push(lookOf(id, codes.get(id)));
    }
  };
  const close = (tag: string) => {
    if (tag === 'cellXfs') inCells = false;
  };
  for await (const _ of readXml(zip.read(part), { open, close }));
  return found;
}

/** The texts that cells name by number; rich text is put together, phonetic readings are left out. */
async function texts(zip: ZipParts, part: string | undefined): Promise<string[]> {
  const found: string[] = [];
  if (!part) return found;
  let total = 0;
  let now: string | null = null;
  let inText = false;
  let phonetic = 0;
  const handlers = {
    open: (tag: string) => {
      if (tag === 'si') now = '';
      else if (tag === 'rPh') phonetic += 1;
      else if (tag === 't') inText = phonetic === 0;
    },
    text: (text: string) => {
      if (inText && now !== null && now.length < LONGEST_CELL) now += text.slice(0, LONGEST_CELL);
    },
    close: (tag: string) => {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic -= 1;
      else if (tag === 'si' && now !== null) {
        // Written anew: a piece cut out of a larger text would keep that text in memory.
        const text = Buffer.from(unescapeText(now), 'utf16le').toString('utf16le');
        total += text.length + 16;
        if (total > MOST_SHARED) throw new NotATable('too_large');
        found.push(text);
        now = null;
      }
    },
  };
  for await (const _ of readXml(zip.read(part), handlers));
  return found;
}
