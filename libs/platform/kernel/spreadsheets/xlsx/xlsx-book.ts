import { posix } from 'node:path';
import { NotATable, type SheetName } from '../table.js';
import { isTrue, readXml } from '../xml.js';
import type { ZipParts } from '../zip-file.js';
import { readStyles, type Styles } from './xlsx-styles.js';
import { readTexts, type Texts } from './xlsx-texts.js';
import { unescapeText } from './xlsx-values.js';

const MOST_SHEETS = 500;

/** What a workbook says about itself, before any row is read. */
export interface Book extends Styles, Texts {
  readonly sheets: readonly (SheetName & { readonly part: string })[];
  readonly from1904: boolean;
  /** Written by a program that leaves calculating to Excel: the zeros of its formulas are no results. */
  readonly uncalculated: boolean;
}

/** Reads everything but the rows. @throws NotATable `xlsb`, `zip` for other things in a ZIP; `broken` */
export async function readBook(zip: ZipParts): Promise<Book> {
  const start = await startOf(zip);
  const links = await relations(zip, start);
  const { sheets, ...how } = await outline(zip, start, links);
  if (!sheets.length) throw new NotATable('broken');
  const other = (type: string) => [...links.values()].find((l) => l.type === type && zip.has(l.part))?.part;
  return {
    sheets,
    ...how,
    ...(await readStyles(zip, other('styles'))),
    ...(await readTexts(zip, other('sharedStrings'))),
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

export type Links = ReadonlyMap<string, { readonly type: string; readonly part: string }>;

/** The paths of the parts that a part refers to. A target outside of the file is ignored. */
export async function relations(zip: ZipParts, part: string): Promise<Links> {
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
