import { spawnSync } from 'node:child_process';
import { type DocumentType, zplOf } from '#bank/documents';
import * as sample from '../fixtures/papers.js';
import { sheetFacts } from '../support/papers/label-sheet.js';
import { PAPER_TYPES, paperFolder, run } from '../support/papers/paper-files.js';
import { readZpl } from '../support/papers/zpl.js';
import { needs, PREFLIGHT, programOf } from '../support/runner/tools.js';

/** Names as people write their own. The last ones are in alphabets that no font here has. */
const NAMES = [
  'Nguyễn Thị Ánh',
  'Nguyễn Thị Hương',
  'Ștefan Țurcanu',
  'Đặng Văn Hùng',
  'Łukasz Żółć',
  'Иванов Їжак',
  'Ελένη Παπαδάκη',
  'Şükrü Ğ',
  'Ɔ́bafɛ̃mi Ŋgwẽ',
  'Արամ Խաչատրյան',
  'გიორგი',
  'محمد علي بن أحمد',
  'علاء الدين',
  'پرویز گلشیری',
  'שלום כהן',
];
const UNKNOWN = '李小龙';
const ALL = [...NAMES, UNKNOWN];

/** What programs copy, with every letter in its usual form and without the marks that say in which direction it is read. */
const copied = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    // Where lines end is not theirs.
    .replace(/\s+/g, '');

/** Facts in which every word that somebody types is `name`. */
function named<T>(facts: T, name: string): T {
  const typed = /^(?:name|address|place|object|status|model|make|note|quality|carrier|title|what|why|where|assembly)$/;
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return typed.test(key) ? name : value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]));
  };
  return walk(facts, '') as T;
}

const papers = paperFolder();
afterAll(() => papers.close());

/** A paper of a kind on which all that is typed is this name; null where nothing is. */
async function paperOf(type: DocumentType, name: string): Promise<string> {
  const { facts, sealed } = sample.PAPERS[type];
  const own = type === 'label_sheet' ? { organisation: name } : named(facts, name);
  return papers.file(type, own, sealed && named(sealed, name));
}

needs(['pdftotext', 'qpdf'], 'a name in its own letters', () => {
  it.each(PAPER_TYPES)(
    '%s: every name is copied as it was typed, composed or not, and nothing is a box',
    async (type) => {
      // A label has room for one, and a narrow column breaks what goes the other way.
      const names = ['label_sheet', 'incident_letter', 'donation_certificate'].includes(type) ? ALL : [ALL.join(' · ')];
      for (const name of [...names, NAMES.slice(0, 5).join(' · ').normalize('NFD')]) {
        const text = copied(run('pdftotext', await paperOf(type, name), '-'));
        expect([name.split(' · ').filter((one) => !text.includes(copied(one))), text]).toEqual([[], text]);
        expect(text).not.toMatch(/[\ufffd\u25a1]/);
      }
    },
  );

  it('a letter that no font has stands as its number, and is copied as itself', async () => {
    const file = await paperOf('collection_slip', UNKNOWN);
    expect(/\/ActualText <feff674e5c0f9f99>/i.test(run('qpdf', '--qdf', '--object-streams=disable', file, '-'))).toBe(
      true,
    );
    expect(run('pdftotext', '-raw', file, '-')).toContain(UNKNOWN);
  });

  it('fonts of other alphabets are in a paper only where a name needs them', async () => {
    const fonts = async (name: string) =>
      run('qpdf', '--qdf', '--object-streams=disable', await paperOf('collection_slip', name), '-').match(
        /(?<=\/BaseFont \/[A-Z]{6}\+)(?!Atkinson)[\w-]+/g,
      ) ?? [];
    expect(await fonts('Dupont')).toEqual([]);
    expect(new Set(await fonts('Иванов'))).toEqual(new Set(['NotoSans-Regular', 'NotoSans-SemiBold']));
    expect(new Set(await fonts('محمد'))).toEqual(new Set(['Vazirmatn-Regular', 'Vazirmatn-SemiBold']));
  });

  it('is never wider than its column', async () => {
    const long = NAMES.join(' ');
    for (const type of ['collection_slip', 'tax_receipt_company', 'handover_bank'] as const) {
      const boxes = run('pdftotext', '-bbox', await paperOf(type, long), '-');
      for (const [, right] of boxes.matchAll(/xMax="([\d.]+)"/g)) expect(Number(right)).toBeLessThan(540);
    }
  });
});

needs('preflight', 'an archivable paper with names of every alphabet', () => {
  it('is PDF/A-1b', async () => {
    const file = await paperOf('collection_slip', ALL.join(' '));
    const { stdout } = spawnSync(programOf('preflight')!, [...PREFLIGHT, file], { encoding: 'utf8' });
    expect(stdout).toMatch(/<isValid type="PDF\/A1-b">true/);
  });
});

describe('labels for a Zebra printer', () => {
  it('write a name that its face lacks as a picture, inside the label', async () => {
    for (const name of ['Nguyễn Thị Ánh', 'محمد علي', UNKNOWN]) {
      const parts: Buffer[] = [];
      for await (const part of zplOf(sheetFacts({ format: '62x29', organisation: name }, 2), 300)) parts.push(part);
      const labels = readZpl(Buffer.concat(parts).toString('latin1'));
      for (const label of labels) {
        const [picture, ...more] = label.fields.filter((field) => field.kind === 'picture');
        expect(more).toEqual([]);
        expect(/[1-9A-F]/.test(picture!.data)).toBe(true);
        expect(picture!.y + picture!.size).toBeLessThanOrEqual(label.length);
      }
    }
  });
});
