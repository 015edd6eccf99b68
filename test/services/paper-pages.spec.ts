import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentType, donorSheet, drawSheet, FALLBACK_SHEETS, figuresSlides } from '#bank/documents';
import { longest, words } from '../fixtures/longest-names.js';
import { device } from '../fixtures/paper-devices.js';
import * as sample from '../fixtures/papers.js';
import { donorFacts, fallback, slides } from '../gallery/paper-variants.js';
import { PAPER_TYPES, paperFolder, run } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());

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

/** The words of each page between its head and its foot. */
const within = (file: string): string[] =>
  run('pdftotext', '-layout', '-y', '62', '-x', '0', '-W', '596', '-H', '718', file, '-')
    .split('\f')
    .slice(0, pagesOf(file))
    .map((page) => page.trim());

/** Pages that begin with a box to sign in, or with the sentence over it. */
const signedAlone = (file: string): string[] =>
  within(file).filter((page) => /^(?:Pour l[e’]|Remise? par|Reçue? par|Livrée? par|Établi en|Je signe)/.test(page));

/** Points of the smallest type of what a paper says, its head and foot apart. */
const smallest = (file: string): number =>
  Math.min(
    ...placed(file)
      .flat()
      .filter(({ box: [, top, , bottom] }) => top > 100 && bottom < 778)
      .map(({ box: [, top, , bottom] }) => bottom - top),
  );

interface Word {
  readonly text: string;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}
/** The words of each page, with where they stand. */
const placed = (file: string): Word[][] =>
  run('pdftotext', '-bbox', file, '-')
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
        ([, left, top, right, bottom, text]) => ({
          text: text!,
          box: [Number(left), Number(top), Number(right), Number(bottom)],
        }),
      ),
    );
/** Words that are set over each other: more than a third of the lower one's height. */
const overlapping = (words: readonly Word[]): string[] =>
  words.flatMap(({ text, box: [l, t, r, b] }, i) =>
    words.slice(i + 1).flatMap(({ text: other, box: [l2, t2, r2, b2] }) => {
      const high = Math.min(b, b2) - Math.max(t, t2);
      const wide = Math.min(r, r2) - Math.max(l, l2);
      return wide > 1 && high > Math.min(b - t, b2 - t2) / 3 ? [`${text} / ${other}`] : [];
    }),
  );

/** So many devices that a page ends at each place of the list. */
const COUNTS = [1, 2, 4, 6, 8, 11, 13];

needs(['pdfinfo', 'pdftotext'], 'the pages of a paper', () => {
  const LEAVES = [
    'collection_slip',
    'transfer_slip',
    'donation_agreement',
    'reuse_proof',
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

  /** Of what is a list besides: no more than a paper of one device has. */
  const SHORT: Partial<Record<DocumentType, object>> = {
    erasure_certificate: { media: sample.erasureCertificate.media.slice(0, 2) },
    // As many clauses as the law asks of whoever treats data, as long as ours.
    donation_agreement: {
      arrivals: null,
      clauses: Array.from({ length: 10 }, () => ({
        title: 'Données et personnes',
        text: words(150),
        source: 'RGPD, art. 28, 3',
      })),
    },
  };

  it.each(LEAVES)('%s is one leaf with the longest names', async (type) => {
    const over = { ...few, ...SHORT[type] };
    const file = await paperOf(type, over);
    expect(pagesOf(file)).toBeLessThanOrEqual(2);
    // Nothing was lost to make it so.
    expect(run('pdftotext', file, '-').replace(/\s+/g, '')).toContain(words(60).replace(/\s+/g, ''));
  });

  /** A clause as long as the longest of ours. */
  const clause = { title: 'Données et personnes', text: words(330), source: 'RGPD, art. 28, 3, e et f, et art. 33, 2' };
  const agreementOf = (devices: number, over: object = {}) =>
    papers.file('donation_agreement', {
      devices: Array.from({ length: devices }, (_, i) => ({ ...device(i), assetNumber: `INV-2019-${i}` })),
      arrivals: { missing: [], unannounced: [] },
      ...over,
    });

  it('an agreement is one leaf with what it lists, or with its list in an annex of its own', async () => {
    expect(pagesOf(await agreementOf(4))).toBe(2);
    for (const n of [21, 38, 60]) {
      const file = await agreementOf(n, {
        clauses: Array.from({ length: 8 }, () => ({ ...clause, text: words(220) })),
      });
      const pages = within(file);
      expect(pages[1]).toContain(`La liste de ces ${n} appareils, un par un, est en annexe.`);
      expect(pages[1]).toMatch(/Pour le donateur\s+Pour le bénéficiaire/);
      expect(pages[2]).toMatch(/^Annexe du document XX-2026-0042/);
      expect(
        pages
          .slice(2)
          .join(' ')
          .match(/INV-2019-\d+/g),
      ).toHaveLength(n);
      expect(pagesOf(file)).toBeLessThanOrEqual(n > 40 ? 5 : 4);
    }
  });

  it.each(['collection_slip', 'transfer_slip'] as const)(
    '%s of 24 devices with the longest names is one leaf that is signed, and one of its list',
    async (type) => {
      const file = await paperOf(type, { devices: Array.from({ length: 24 }, (_, i) => device(i)) });
      const pages = within(file);
      const annex = pages.findIndex((page) => page.startsWith('Annexe du document XX-2026-0042.'));
      expect([1, 2]).toContain(annex);
      expect(pages.length - annex).toBeLessThanOrEqual(2);
      expect(pages[annex - 1]!.replace(/\s+/g, ' ')).toContain(
        'La liste de ces 24 appareils, un par un, est en annexe.',
      );
      expect(pages.slice(0, annex).join(' ')).toMatch(/Remis par/);
      expect(
        pages
          .slice(annex)
          .join(' ')
          .match(/BN-[\dA-Z]{4}-[\dA-Z]{3}/g),
      ).toHaveLength(24);
      expect(smallest(file)).toBeGreaterThanOrEqual(9);
    },
  );

  it('a delivery note of 24 devices with the longest names is one leaf; of 60, a signed one that counts its annex', async () => {
    const note = (n: number) => paperOf('delivery_note', { devices: Array.from({ length: n }, (_, i) => device(i)) });
    const leaf = await note(24);
    expect(pagesOf(leaf)).toBeLessThanOrEqual(2);
    expect(smallest(leaf)).toBeGreaterThanOrEqual(9);
    const pages = within(await note(60));
    const annex = pages.findIndex((page) => page.startsWith('Annexe du document XX-2026-0042.'));
    expect([1, 2]).toContain(annex);
    const signed = pages.slice(0, annex).join(' ').replace(/\s+/g, ' ');
    expect(signed).toMatch(/Livré par.*Reçu par/);
    expect(signed).toContain('La liste de ces 60 appareils, un par un, est en annexe.');
    expect(signed).toContain('Vérifiez chaque code');
  });

  it('what was announced and did not come is in the annex, and not counted with what came', async () => {
    const missing = [1, 2].map((i) => ({ ...device(90 + i), assetNumber: `INV-2018-${i}` }));
    const file = await agreementOf(38, {
      clauses: Array.from({ length: 8 }, () => ({ ...clause, text: words(220) })),
      arrivals: { missing, unannounced: [] },
    });
    expect(within(file)[1]!.replace(/\s+/g, ' ')).toContain(
      'La liste de ces 38 appareils, un par un, est en annexe, avec ceux qui ne sont pas arrivés (2).',
    );
  });

  it('an agreement of all that fields take has its signatures with what is signed, nothing cut, nothing small', async () => {
    const all = {
      donor: { ...sample.agreement.donor, name: words(200), legalForm: words(60), address: words(200) },
      issuer: {
        ...sample.agreement.issuer,
        name: words(200),
        legalForm: words(120),
        address: words(300),
        object: words(400),
        status: words(200),
      },
      representative: { name: words(120), quality: words(120) },
      decision: { kind: 'Délibération', number: words(60), on: '2026-01-15', assembly: words(120) },
      workshops: Array.from({ length: 5 }, () => words(120)),
      clauses: Array.from({ length: 10 }, () => clause),
      signed: { ...sample.agreement.signed, person: { name: words(120), quality: words(120), own: true } },
    };
    for (const n of [1, 21]) {
      const file = await agreementOf(n, all);
      const pages = within(file);
      expect(signedAlone(file)).toEqual([]);
      expect(pages.filter((page) => !page)).toEqual([]);
      const letters = (text: string) => text.replace(/[\s-]+/g, '');
      const text = letters(run('pdftotext', file, '-'));
      for (const whole of [words(200), words(300), words(400)]) expect(text).toContain(letters(whole));
      expect(smallest(file)).toBeGreaterThanOrEqual(9);
    }
  });

  it.each(PAPER_TYPES.filter((type) => type !== 'label_sheet'))('%s: no page has signatures alone', async (type) => {
    expect(signedAlone(await paperOf(type, {}))).toEqual([]);
    if (!('devices' in sample.PAPERS[type].facts)) return;
    for (const n of [1, 3, 5, 7, 9, 12, 14, 17, 21]) {
      const over = { devices: Array.from({ length: n }, (_, i) => device(i)) };
      expect([n, signedAlone(await papers.file(type, over))]).toEqual([n, []]);
    }
  });

  it.each(PAPER_TYPES.filter((type) => type !== 'label_sheet'))(
    '%s: no page ends with a heading or the head of a table, is empty, or begins with a source alone',
    async (type) => {
      const listed = 'devices' in sample.PAPERS[type].facts;
      const heads = overheads(await papers.file(type));
      expect(heads.size).toBeGreaterThan(0);
      const check = (file: string, of: string) => {
        expect([of, lastLines(file).filter((line) => heads.has(line))]).toEqual([of, []]);
        const pages = within(file);
        expect([of, pages.filter((page) => !page)]).toEqual([of, []]);
        expect([of, pages.filter((page) => page.startsWith('Source d’essai'))]).toEqual([of, []]);
      };
      check(await paperOf(type, {}), `${type}, longest names`);
      for (const n of listed ? COUNTS : [])
        check(
          await papers.file(type, { devices: Array.from({ length: n }, (_, i) => device(i)) }),
          `${type}, ${n} devices`,
        );
    },
  );

  const bank = longest(sample.bank) as typeof sample.bank;
  const SHEETS: readonly (readonly [string, Parameters<typeof drawSheet>[0], unknown])[] = [
    ...Object.entries(FALLBACK_SHEETS).map(([name, sheet]) => [name, sheet as never, fallback] as const),
    ['donor', donorSheet as never, donorFacts],
    [
      'slides',
      figuresSlides as never,
      {
        ...slides,
        title: words(90),
        pictures: slides.pictures.map((p) => ({ ...p, title: words(90), note: words(200) })),
      },
    ],
  ];
  it.each(SHEETS)(
    'the sheet « %s » sets nothing over anything else with the longest names',
    async (name, template, facts) => {
      const parts: Buffer[] = [];
      const sheet = await drawSheet(template, longest(facts), { bank, date: new Date(sample.AT) });
      for await (const part of sheet) parts.push(part as Buffer);
      const file = join(papers.folder, `${name}-sheet.pdf`);
      writeFileSync(file, Buffer.concat(parts));
      expect(placed(file).map(overlapping)).toEqual(placed(file).map(() => []));
    },
  );

  it('the title of slides stays within its band', async () => {
    const file = join(papers.folder, 'slides-sheet.pdf');
    const title = longest({ ...slides, title: words(90) }) as typeof slides;
    const parts: Buffer[] = [];
    for await (const part of await drawSheet(figuresSlides, title, { bank, date: new Date(sample.AT) }))
      parts.push(part as Buffer);
    writeFileSync(file, Buffer.concat(parts));
    const ofTitle = placed(file)[0]!.filter(({ box: [, top, , bottom] }) => bottom - top > 18 && top < 212);
    expect(ofTitle.length).toBeGreaterThan(3);
    expect(ofTitle.filter(({ box: [, top, , bottom] }) => top < 86 || bottom > 214)).toEqual([]);
  });
});
