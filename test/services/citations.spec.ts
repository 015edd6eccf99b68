import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATED_TABLES, type DatedTable } from '#bank/rules';
import { type Services, services } from '../support/servers/services.js';

// A citation of the law stands in a dated row with its source and how sure it is, and a paper or a page takes it from there.

let s: Services;
beforeAll(async () => {
  s = await services();
});
afterAll(() => s?.close());

/** Articles, laws, decrees, codes, guidance and the numbers of forms. */
const CITED =
  /\bart(?:icles?|\.)\s*(?:[LRD]\.?\s?)?\d|\b(?:lois?|décrets?|arrêtés?|délibérations?)\s+(?:n°\s*)?(?:CNIL\s+)?\d|\bloi (?:3DS|REEN|du \d)|\bdécret du \d|\b(?:CGI|CG3P|CGPPP|CGCT|RGPD|LPF|CASF|CPCE|CRPA)\b|\bcode (?:civil|général|de la consommation|du travail|de l’environnement)|\bcerfa\s\d|\bformulaire \d{5}|\bBOI-|(?<![\w'])(?:16216|11580)(?!')/gi;

/** The few places that may cite by hand, and why. `row`: what they cite stands in a row all the same. */
const BY_HAND: readonly { readonly where: RegExp; readonly why: string; readonly row: boolean }[] = [
  {
    where: /^libs\/bank\/(?:intake\/donors\/web\/donor-fields|people\/web\/people\.dto)\./,
    why: 'an example of what somebody types',
    row: false,
  },
  { where: /^libs\/bank\/demo\/fixtures\./, why: 'what an invented association says of itself', row: false },
  { where: /^libs\/bank\/intake\/web\/intake\.words\./, why: 'the name of a form', row: true },
  { where: /^libs\/bank\/receipts\/checklist\.service\./, why: 'the name of a form', row: true },
  { where: /^libs\/bank\/intake\/donors\/public-gifts\./, why: 'the name of a row', row: true },
];

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;
const files = ['apps', 'libs'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.spec\./.test(name) && !name.includes('node_modules'))
    .map((name) => join(root, name).replaceAll('\\', '/')),
);
/** Every citation in the code, with what stands around it. */
const found = files.flatMap((path) => {
  const text = readFileSync(path, 'utf8').replace(COMMENTS, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...text.matchAll(CITED)].map(({ index }) => ({
    path,
    line: text.slice(0, index).split('\n').length,
    words: text.slice(index, index + 60).split(/['`"<\n]/)[0]!,
  }));
});

/** « art. L. 3212-2 et L. 3212-3 » → l3212-2, l3212-3; the numbers of forms too. */
const numbers = (words: string): string[] =>
  [...words.matchAll(/(?:\b[LRD]\.\s?)?\d[\d-]*(?:\.\d+)*(?:\.[a-z]\b)?(?:\s(?:bis|ter|[A-Z])\b)*/g)].map(([one]) =>
    one.replace(/[\s.]/g, '').toLowerCase(),
  );

/** The sources of every dated rule, as one text. */
async function sources(): Promise<string> {
  const all = await Promise.all(
    Object.values<DatedTable>(DATED_TABLES).map(({ table }) => s.db.query(`SELECT source FROM ${table}`)),
  );
  return all
    .flat()
    .map(({ source }: { source: string }) => source.replace(/[\s.]/g, '').toLowerCase())
    .join('\n');
}

test('nothing that people read cites the law by hand, but for the few places that say why', () => {
  const byHand = found.filter(({ path }) => !BY_HAND.some(({ where }) => where.test(path)));
  expect(byHand.map(({ path, line, words }) => `${path}:${line} « ${words} »`)).toEqual([]);
});

test('no exception excepts nothing', () => {
  expect(BY_HAND.filter(({ where }) => !found.some(({ path }) => where.test(path))).map(({ why }) => why)).toEqual([]);
});

test('what is cited by hand has its dated row', async () => {
  const rows = await sources();
  const cited = found.filter(({ path }) => BY_HAND.some(({ where, row }) => row && where.test(path)));
  const without = cited.flatMap(({ path, line, words }) =>
    // A form's number, an article's: those of the first citation.
    numbers(words)
      .filter((one) => !rows.includes(one))
      .map((one) => `${path}:${line} ${one}`),
  );
  expect(cited.length).toBeGreaterThan(3);
  expect(without).toEqual([]);
});

test('the check sees what it looks for', () => {
  for (const words of [
    '(art. 238 bis)',
    'l’article L. 217-3',
    'loi 3DS',
    'décret 2022-791',
    'RGPD',
    'Cerfa 16216',
    'délibération CNIL 2021-122',
  ])
    expect([words, [...words.matchAll(CITED)].length > 0]).toEqual([words, true]);
  for (const words of [
    'Cet article n’est plus là',
    'une délibération ou une décision',
    'ce que dit la loi',
    'arrêté à la ligne 3',
  ])
    expect([words, [...words.matchAll(CITED)].length]).toEqual([words, 0]);
  expect(numbers('RGPD, art. 6.1.e et L. 102 E')).toEqual(['61e', 'l102e']);
});

/** How sure a text is: read, read second-hand, or not settled, as those who looked it up wrote down. */
const SURE: Readonly<Record<string, readonly [settled: boolean, secondHand: boolean]>> = {
  public_gift: [true, false],
  public_recipients: [true, false],
  public_bank: [false, false],
  unit_value: [true, false],
  unit_value_precarity: [false, false],
  solidarity_resale: [true, false],
  solidarity_price: [true, false],
  structure_resale: [false, false],
  sale_conformity: [true, false],
  sale_presumption: [true, false],
  sale_box: [false, true],
  depreciated_value: [false, false],
  mayor_gift: [false, false],
  oeth_day: [true, true],
  prepaid_sim: [false, true],
  waste_note: [false, false],
  data_basis: [true, true],
  basis_public_mission: [true, true],
  basis_legitimate_interest: [true, true],
  basis_legal_obligation: [true, true],
  accessibility: [true, false],
};

test('every rule of the law says how sure it is', async () => {
  const rows: { subject: string; settled: boolean; secondHand: boolean }[] = await s.db.query(
    `SELECT DISTINCT ON (subject) subject, settled, second_hand AS "secondHand" FROM intake.law_rule WHERE valid_from <= current_date ORDER BY subject, valid_from DESC`,
  );
  expect(Object.fromEntries(rows.map((r) => [r.subject, [r.settled, r.secondHand]]))).toEqual(SURE);
  const texts: { subject: string }[] = await s.db.query(
    `SELECT DISTINCT ON (subject) subject, second_hand FROM receipts.legal_text WHERE valid_from <= current_date ORDER BY subject, valid_from DESC`,
  );
  expect(
    texts
      .filter((t) => (t as { second_hand?: boolean }).second_hand)
      .map((t) => t.subject)
      .sort(),
  ).toEqual([
    'donor_value_person',
    'received_goods',
    'reuse_target',
    'transfer',
    'value_law_person',
    'yearly_declaration',
  ]);
});
