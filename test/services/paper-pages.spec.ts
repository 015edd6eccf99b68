import type { DocumentType } from '#bank/documents';
import { device } from '../fixtures/paper-devices.js';
import * as sample from '../fixtures/papers.js';
import { PAPER_TYPES, paperFolder, run } from '../support/paper-files.js';
import { needs } from '../support/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());

/** So many characters of words as names have them. */
const words = (length: number): string =>
  'Communauté d’agglomération de Saint-Quentin-en-Yvelines, service intercommunal de l’équipement numérique et de la médiation sociale des territoires ruraux, pôle de Montigny-le-Bretonneux, bâtiment des Grands-Équipements '
    .repeat(2)
    .slice(0, length)
    .trim();

/** The longest that forms take, field by field. */
const LONGEST: Readonly<Record<string, string>> = {
  name: words(120),
  legalForm: words(80),
  address: words(200),
  organisation: words(120),
  serial: 'W'.repeat(40),
  make: words(40),
  model: words(60),
  note: words(80),
  carrier: words(60),
  plan: words(120),
  warranty: words(120),
  quality: words(60),
  place: words(80),
};
const ACCESSORIES = Array.from({ length: 6 }, () => words(30));

function longest(value: unknown, key = ''): unknown {
  if (key === 'accessories') return ACCESSORIES;
  if (Array.isArray(value)) return value.map((one) => longest(one, key));
  if (typeof value === 'string' || (value === null && key === 'serial')) return LONGEST[key] ?? value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, longest(v, k)]));
}

const paperOf = (type: DocumentType, over: object) =>
  papers.file(
    type,
    longest({ ...sample.PAPERS[type].facts, ...over }) as object,
    longest(sample.PAPERS[type].sealed ?? null) as object,
  );
const pagesOf = (file: string): number => Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', file))![1]);

/** On one line; a number is as good as another. */
const one = (text: string): string => text.replace(/\s+/g, ' ').replace(/\d/g, '#').trim();

/** What may end no page: its headings, and the heads of its tables. */
function overheads(file: string): Set<string> {
  const found = new Set<string>();
  let row: string[] = [];
  let tag = '';
  for (const line of run('pdfinfo', '-struct-text', file).split('\n')) {
    const [, name] = /^ *(\w+)(?: \(|$)/.exec(line) ?? [];
    const [, text] = /^ *"(.*)"$/.exec(line) ?? [];
    if (name === 'TR' || name === 'Table') row = [];
    if (name) tag = name;
    if (!text) continue;
    if (tag === 'H1' || tag === 'H2') found.add(one(text));
    if (tag !== 'TH') continue;
    row = [...row, text];
    found.add(one(row.join(' ')));
  }
  return found;
}

/** The last line above the foot of each page. */
const lastLines = (file: string): string[] =>
  run('pdftotext', '-layout', '-y', '0', '-x', '0', '-W', '596', '-H', '780', file, '-')
    .split('\f')
    .map((page) => one(page.trimEnd().split('\n').at(-1) ?? ''))
    .filter(Boolean);

/** So many devices that a page ends at each place of the list. */
const COUNTS = [1, 2, 4, 6, 8, 11, 13];

needs(['pdfinfo', 'pdftotext'], 'the pages of a paper', () => {
  const LEAVES = [
    'erasure_certificate',
    'delivery_note',
    'handover_structure',
    'handover_bank',
    'bill_of_sale',
    'sim_slip',
    'tax_receipt_company',
    'tax_receipt_person',
  ] as const;
  const few = { devices: [device(0)], quantities: [{ category: 'Ordinateur portable', quantity: 1 }] };

  it.each(LEAVES)('%s is one leaf with the longest names', async (type) => {
    const over = type === 'erasure_certificate' ? { media: sample.erasureCertificate.media.slice(0, 2) } : few;
    const file = await paperOf(type, over);
    expect(pagesOf(file)).toBeLessThanOrEqual(2);
    // Nothing was lost to make it so.
    expect(run('pdftotext', file, '-').replace(/\s+/g, '')).toContain(words(60).replace(/\s+/g, ''));
  });

  it.each(PAPER_TYPES.filter((type) => type !== 'label_sheet'))(
    '%s: no page ends with a heading or the head of a table',
    async (type) => {
      const listed = 'devices' in sample.PAPERS[type].facts;
      const heads = overheads(await papers.file(type));
      expect(heads.size).toBeGreaterThan(0);
      const check = (file: string, of: string) =>
        expect([of, lastLines(file).filter((line) => heads.has(line))]).toEqual([of, []]);
      check(await paperOf(type, {}), `${type}, longest names`);
      for (const n of listed ? COUNTS : [])
        check(
          await papers.file(type, { devices: Array.from({ length: n }, (_, i) => device(i)) }),
          `${type}, ${n} devices`,
        );
    },
  );
});
