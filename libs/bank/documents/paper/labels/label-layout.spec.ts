import fc from 'fast-check';
import { type Face, fonts, readyToDraw } from '../fonts.js';
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
    '%s: in type of 7 points at least the telephone is whole, and a name is whole or ends after a whole word',
    (_, format) => {
      for (const numbered of [false, true])
        for (const name of ['CCAS', 'Point de collecte de Suresnes', 'Communauté d’agglomération du Pays de Grasse']) {
          const { lines, place } = layLabel(format, texts(name, '+33 1 99 00 12 34'), measure, numbered);
          for (const { size } of [...lines, place]) expect(size).toBeGreaterThanOrEqual(7);
          const said = plain(words(lines));
          expect(said).toMatch(/(^| )\+33 1 99 00 12 34$/);
          const shown = said
            .replace(/ ?(En panne \?( Scannez-moi)?)? ?(Aide : )?\+33.*$/, '')
            .replace(/…$/, '')
            .replaceAll(' ', '');
          expect(name.replaceAll(' ', '').startsWith(shown)).toBe(true);
          if (!numbered && name === 'CCAS') expect(shown).toBe(name);
        }
    },
  );

  it('tiny labels alone have smaller type, never below 4 points', () => {
    const { lines } = layLabel(SMALLEST, texts('CCAS'), measure, true);
    for (const { size } of lines) expect(size).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['24', CALL],
    ['40', 'En panne ?'],
    ['65', 'En panne ?'],
    ['62x29', CALL],
    ['50x25', CALL],
  ] as const)('%s: says what to do when the device is broken, whole, in short or not at all', (format, call) => {
    const said = plain(words(layLabel(LABEL_FORMATS[format], texts('CCAS de Bagneux'), measure).lines));
    expect(said.replace('Aide : ', '')).toBe(`CCAS de Bagneux ${call} 01 99 00 12 34`);
    const long =
      'Syndicat intercommunal pour la valorisation des équipements numériques et la solidarité des territoires';
    const crowded = plain(words(layLabel(LABEL_FORMATS['65'], texts(long), measure, true).lines));
    expect(crowded).not.toContain('En panne');
  });

  it('a name that finds no room ends after a whole word, and the telephone stays whole', () => {
    const name =
      'Syndicat intercommunal pour la valorisation des équipements numériques et la solidarité des territoires ruraux';
    const said = plain(words(layLabel(LABEL_FORMATS['40'], texts(name), measure).lines));
    expect(said).toMatch(/ 01 99 00 12 34$/);
    const shown = said.replace(/… 01 99.*/, '');
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
    const numbered = { what: '', mark: 'RO-2026-0001, n° 7', short: 'n° 7' };
    expect(noteLine(numbered, 40, wide)).toBe('RO-2026-0001, n°\u00a07');
    expect(noteLine(numbered, 12, wide)).toBe('n°\u00a07');
  });
});
