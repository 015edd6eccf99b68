import fc from 'fast-check';
import { type Face, fonts, readyToDraw } from './fonts.js';
import { LABEL_FORMATS, MM, SMALLEST } from './label-formats.js';
import { layLabel, noteLine } from './label-layout.js';

/** Every letter as wide as half its size: enough to see what is wrapped and cut. */
const measure = (text: string, _: Face, size: number): number => [...text].length * size * 0.52;
const texts = (organisation: string, helpline: string | null = '01 99 00 12 34') => ({
  publicUrl: 'https://banque.exemple.fr',
  organisation,
  helpline,
});
const sizes = fc.oneof(
  fc.constantFrom(...Object.values(LABEL_FORMATS)),
  fc.record({
    width: fc.double({ min: SMALLEST.width, max: 210, noNaN: true }),
    height: fc.double({ min: SMALLEST.height, max: 297, noNaN: true }),
  }),
);
const words = (lines: readonly { text: string }[]) => lines.map((l) => l.text).join(' ');
const CALL = 'En panne ? Scannez-moi';
const plain = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

// First: whoever draws loads the rest at once.
it('loads what a first paper needs in several turns, between which others are served; then in none', async () => {
  let turns = 0;
  let over = false;
  const others = (): void => {
    turns += 1;
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  await readyToDraw();
  expect(turns).toBeGreaterThanOrEqual(7);
  const before = turns;
  await readyToDraw();
  over = true;
  expect([turns, fonts().size]).toEqual([before, 4]);
});

describe('the layout of a label', () => {
  it('keeps everything inside the label, and nothing over anything else', () => {
    fc.assert(
      fc.property(sizes, fc.lorem({ maxCount: 14 }), fc.boolean(), (size, name, numbered) => {
        const l = layLabel(size, texts(name), measure, numbered);
        const texted = [...l.lines, ...(numbered ? [{ ...l.place, text: 'RO-2026-0001, n° 1' }] : [])];
        expect(l.qr.x).toBeGreaterThan(1.3 * MM);
        expect(l.qr.y + l.qr.size).toBeLessThanOrEqual(l.height);
        expect(l.qr.y).toBeGreaterThanOrEqual(l.bars.y + l.bars.height);
        expect(l.bars.x).toBeGreaterThan(10 * l.bars.module - 1e-6);
        for (const line of texted) {
          expect(line.x).toBeGreaterThan(l.qr.x + l.qr.size);
          expect(line.y - line.size * 0.22).toBeGreaterThanOrEqual(l.bars.y + l.bars.height - 1e-6);
        }
        for (const line of l.lines)
          expect(line.x + measure(line.text, line.face, line.size)).toBeLessThanOrEqual(l.width + 1e-6);
        expect(l.code.x + measure('BN-7K3F-92Q', 'code', l.code.size)).toBeLessThanOrEqual(l.width + 1e-6);
        expect(l.code.y + l.code.size * 0.75).toBeLessThanOrEqual(l.height);
      }),
    );
  });

  const narrow = ['narrow and tall', { width: 39, height: 48 }] as const;
  it.each([...Object.entries(LABEL_FORMATS), narrow])(
    '%s: no letter of a usual name or of the telephone is lost',
    (_, format) => {
      for (const name of ['CCAS', 'Point de collecte de Suresnes', 'Communauté d’agglomération du Pays de Grasse']) {
        const said = plain(words(layLabel(format, texts(name, '+33 1 99 00 12 34'), measure, true).lines));
        expect(said.replace(`${CALL} `, '')).toBe(`${name} Aide : +33 1 99 00 12 34`);
      }
    },
  );

  it.each(Object.entries(LABEL_FORMATS))(
    '%s: says what to do when the device is broken, whole or not at all',
    (_, format) => {
      const { lines } = layLabel(format, texts('CCAS de Bagneux'), measure);
      expect(plain(words(lines))).toBe(`CCAS de Bagneux ${CALL} Aide : 01 99 00 12 34`);
      expect(lines[0]!.size).toBeGreaterThanOrEqual(4.6);
      const long =
        'Syndicat intercommunal pour la valorisation des équipements numériques et la solidarité des territoires';
      const crowded = plain(words(layLabel(LABEL_FORMATS['65'], texts(long), measure, true).lines));
      expect(crowded).not.toContain('Scannez');
    },
  );

  it('a name that finds no room ends after a whole word, and the telephone stays whole', () => {
    const name =
      'Syndicat intercommunal pour la valorisation des équipements numériques et la solidarité des territoires ruraux';
    const lines = layLabel(LABEL_FORMATS['65'], texts(name), measure, true).lines;
    expect(lines.every((l) => l.size >= 4)).toBe(true);
    const said = plain(words(lines));
    expect(said).toMatch(/ Aide : 01 99 00 12 34$/);
    const shown = said.replace(/… Aide.*/, '');
    expect(shown.length).toBeGreaterThan(20);
    expect(name.startsWith(`${shown} `)).toBe(true);
  });

  it('a word longer than the label goes on in the next line, whole', () => {
    const name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const lines = layLabel(LABEL_FORMATS['24'], texts(name, null), measure).lines;
    expect(
      lines
        .map((l) => l.text)
        .join('')
        .replace(plain(CALL), ''),
    ).toContain(name);
  });

  it('says of a machine what fits in a line: its mark whole, its name cut', () => {
    fc.assert(
      fc.property(sizes, fc.lorem({ maxCount: 6 }), (size, what) => {
        const { place, room } = layLabel(size, texts('Suresnes'), measure, true);
        const wide = (text: string) => measure(text, place.face, place.size);
        const mark = '…4K2P9';
        const line = noteLine({ what, mark }, room, wide);
        expect(line.endsWith(mark)).toBe(true);
        if (wide(mark) <= room) expect(wide(line)).toBeLessThanOrEqual(room + 1e-6);
      }),
    );
    const wide = (text: string) => text.length;
    expect(noteLine({ what: 'ThinkPad L480', mark: '…4K2P9' }, 40, wide)).toBe('ThinkPad L480\u00a0· …4K2P9');
    expect(noteLine({ what: 'ThinkPad L480', mark: '…4K2P9' }, 14, wide)).toBe('ThinkPad…4K2P9');
    expect(noteLine({ what: 'ThinkPad L480', mark: '' }, 10, wide)).toBe('ThinkPad…');
    expect(noteLine({ what: '', mark: 'RO-2026-0001' }, 40, wide)).toBe('RO-2026-0001');
  });
});
