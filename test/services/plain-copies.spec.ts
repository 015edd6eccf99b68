import {
  COPY_HEADINGS,
  COPY_LABELS,
  COPY_LINES,
} from '../../libs/bank/documents/templates/handovers/person-copy-lines.js';
import * as sample from '../fixtures/papers.js';
import { paperFolder, run } from '../support/papers/paper-files.js';
import { brokenRules, explainedBy, type Line } from '../support/papers/plain-words.js';
import { needs } from '../support/runner/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());

/** What a paper fills in, as long as it is in life. */
const FILLED: Readonly<Record<string, string>> = {
  duration: '12 mois',
  price: '40,00 €',
  code: 'BN-7K3F-92Q',
  date: '25 novembre 2026',
  phone: '01 23 45 67 89',
  hours: 'lundi 9 h',
  address: '12 rue des Lilas',
  officer: 'donnees@exemple.fr',
};
const TABLE: readonly Line[] = Object.values(COPY_LINES).map(({ icon, text }) => ({
  icon,
  text: text.replace(/\{(\w+)\}/g, (_, key: string) => FILLED[key]!),
}));

/** One of each kind of hand-over. */
const REPLACED = { replaces: 'Q2RV7YN', unsigned: null };
const KINDS: readonly (readonly [what: string, over: object, sealed?: object])[] = [
  ['a gift', {}],
  [
    'a gift with all that is known',
    { contact: { address: '12 rue des Lilas, Bagneux', hours: 'du lundi au vendredi' } },
  ],
  ['a sale', { mode: 'sale', priceCents: 4000, warranty: 'Garantie jusqu’au 25 novembre 2028' }],
  ['a replacement', REPLACED],
  ['a replacement that nobody signed', { ...REPLACED, signature: 'none', unsigned: 'La personne n’est pas là' }],
  ['one agreed by telephone', { ...REPLACED, signature: 'none', unsigned: 'Au téléphone', agreedByPhone: true }],
  ['a person without a name', {}, { name: 'Référence P-8F3K-2', signatureImage: null }],
];

const spaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('what a beneficiary takes home', () => {
  test.each(TABLE)('« $text » is in plain words', (line) => {
    expect(brokenRules(line, explainedBy(TABLE))).toEqual([]);
  });

  test('is not called easy to read, and each line fills what it names', () => {
    expect(JSON.stringify(COPY_LINES)).not.toMatch(/facile à lire|FALC/i);
    expect(TABLE.filter(({ text }) => /[{}]|undefined/.test(text))).toEqual([]);
  });
});

needs(['pdftotext', 'pdfinfo'], 'the person’s side of a hand-over', () => {
  const side = async (over: object, sealed?: object): Promise<readonly string[]> =>
    run('pdftotext', '-f', '2', '-l', '2', '-layout', await papers.file('handover_structure', over, sealed), '-')
      .split('\n')
      .map(spaces)
      .filter(Boolean);

  test.each(KINDS.map(([what, over, sealed]) => ({ what, over, sealed })))(
    'of $what says the lines of the table and names, and nothing else',
    async ({ over, sealed }) => {
      const known = [...Object.values(COPY_LINES).map(({ text }) => text), ...Object.values(COPY_HEADINGS)].map(
        (text) =>
          new RegExp(
            `^${spaces(text)
              .replace(/[.?]/g, '\\$&')
              .replace(/\{\w+\}/g, '.+')}$`,
          ),
      );
      const rest = (await side(over, sealed)).filter((text) => !known.some((one) => one.test(text)));
      const labels = Object.values(COPY_LABELS).map((label) => new RegExp(`^${label} \\S`));
      const unknown = rest.filter((text) => !labels.some((label) => label.test(text)));
      // The foot: which document, which page.
      expect(unknown).toEqual([expect.stringMatching(/^Document XX-2026-0042 Page 2 sur 2$/)]);
      expect(rest.filter((text) => /-$/.test(text))).toEqual([]);
    },
  );

  test('says that nothing is paid, where to call and when', async () => {
    const contact = { address: '12 rue des Lilas, Bagneux', hours: 'du lundi au vendredi' };
    const said = await side({ contact });
    for (const text of ['Vous ne payez rien.', 'Appelez le 01 99 00 12 34.', 'Nous répondons : du lundi au vendredi.'])
      expect(said).toContain(text);
    expect(said).toContain('Venez à cette adresse : 12 rue des Lilas, Bagneux.');
    const sold = await side({ mode: 'sale', priceCents: 4000 });
    expect(sold).toContain('Le prix est de 40,00 €.');
    expect(sold).not.toContain('Vous ne payez rien.');
  });

  test('does not ask to check the paper', async () => {
    expect((await side({})).join('\n')).not.toMatch(/authentique|empreinte/);
  });
});

needs(['pdftotext', 'pdfinfo', 'pdftoppm', 'zbarimg'], 'the leaf of a hand-over', () => {
  const name =
    'Centre communal d’action sociale, d’insertion et d’accompagnement au numérique des communes du plateau de Saclay et env.';
  const longest = {
    structure: { ...sample.handover.structure, name: name.slice(0, 120) },
    by: { ...sample.handover.by, organisation: name.slice(0, 120) },
    device: {
      ...sample.handover.device,
      make: 'Hewlett Packard Enterprise Company of Palo Alto'.slice(0, 60),
      model: 'EliteBook 840 G8 Notebook PC Edition Spéciale Administration Publique et Collectivités'.slice(0, 80),
      serial: '5CG1234567890ABCDEFGHIJ-01',
    },
    accessories: [
      'Chargeur de type USB-C de soixante-cinq watts et son câble de deux mètres',
      'Souris sans fil avec son récepteur et deux piles de rechange dans la boîte',
      'Sacoche de transport renforcée avec bandoulière et poche pour documents',
    ],
    warranty: 'Garantie légale de conformité jusqu’au 25 novembre 2028',
    mode: 'sale',
    priceCents: 12_345,
    replaces: 'Q2RV7YN',
    unsigned: null,
    contact: {
      address: '128 bis boulevard du Maréchal de Lattre de Tassigny, 92220 Bagneux',
      hours: 'du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h 30',
    },
  };
  const person = {
    ...sample.identity(),
    name: 'Marie-Antoinette Rakotonirinaharimalala-Andriamampianina de la Rochefoucauld'.padEnd(120, ' Exemple'),
    contact: 'marie-antoinette.rakotonirinaharimalala@exemple.fr',
  };

  test.each([
    ['as drawn', {}],
    ['not signed', { signature: 'none', unsigned: 'La personne est d’accord, au téléphone', agreedByPhone: true }],
  ])('is one leaf, recto verso, with the longest names, %s', async (_, over) => {
    const path = await papers.file('handover_structure', { ...longest, ...over }, person);
    expect(run('pdfinfo', path)).toMatch(/Pages:\s+2\n/);
    const sides = run('pdftotext', '-layout', path, '-').split('\f');
    // Each heading has something under it on its side; the last thing of the person's is a sentence.
    expect(sides[1]).toMatch(/Vos informations\s+La structure garde/);
    expect(sides[1]).toMatch(/En panne \?\s+Scannez/);
  });

  /** The points that words of a side take, by the word; the sides that a person takes home. */
  const heights = (path: string): ReadonlyMap<string, number>[] =>
    run('pdftotext', '-bbox', path, '-')
      .split('<page ')
      .slice(2)
      .map(
        (side) =>
          new Map(
            [...side.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
              ([, top, bottom, word]) => [word!, Math.round(Number(bottom) - Number(top))],
            ),
          ),
      );

  test.each([
    ['as long as in life', longest.contact],
    ['all that fields take', { address: 'Avenue '.repeat(28), hours: 'Horaires '.repeat(22) }],
  ])('what somebody typed stays as large as the sentence that it is in, %s', async (_, contact) => {
    const register = {
      contact: 'delegue.a.la.protection.des.donnees@'.padEnd(90, 'exemple.'),
      phone: '01 99 00 12 34',
    };
    const path = await papers.file('handover_structure', { ...longest, contact, register }, person);
    const words = new Map(heights(path).flatMap((side) => [...side]));
    const plain = words.get('feuille')!;
    expect(plain).toBeGreaterThanOrEqual(14);
    const typed = [...contact.address.split(' '), ...contact.hours.split(' ')].filter((word) => word.length > 3);
    expect(typed.filter((word) => words.has(word) && words.get(word) !== plain)).toEqual([]);
    expect(typed.some((word) => words.has(word))).toBe(true);
    // Names beside their labels may be smaller, and are read.
    expect(words.get('EliteBook')).toBeGreaterThanOrEqual(9);
    expect([...words.values()].filter((height) => height < 8)).toEqual([]);
  });

  test('what is too long for one side goes on where it is as large, under its heading', async () => {
    const contact = { address: 'Avenue '.repeat(28), hours: 'Horaires '.repeat(22) };
    const path = await papers.file('handover_structure', { ...longest, contact }, person);
    const sides = run('pdftotext', '-layout', path, '-').split('\f').filter(Boolean);
    expect(sides.at(-1)).toMatch(/^\s*Vos informations\s+La structure garde/);
    expect(sides.at(-2)).toMatch(/Votre appareil/);
  });

  test('the large code of a fault is read by a camera', async () => {
    const path = await papers.file('handover_structure', longest, person);
    run('pdftoppm', '-r', '150', '-f', '2', '-l', '2', '-gray', '-png', '-singlefile', path, `${papers.folder}/side`);
    const read = run('zbarimg', '-q', '-Sdisable', '-Sqrcode.enable', `${papers.folder}/side.png`).trim();
    expect(read).toBe(`QR-Code:https://banque.exemple.fr/E/${sample.handover.device.code}?panne=oui`);
  });
});
