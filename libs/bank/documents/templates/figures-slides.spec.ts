import { Paper } from '../paper/paper.js';
import { figuresSlides, type SlideBar, type SlidesFacts } from './figures-slides.js';

const bar = (value: number | null, below = 0): SlideBar => ({
  label: 'Bagneux',
  short: 'Bagneux',
  value,
  shown: value === null ? 'non affiché' : null,
  below,
  level: 0,
  pale: false,
});
const picture = (columns: boolean, ...bars: SlideBar[]) => ({
  title: 'Par commune',
  note: 'Depuis janvier',
  columns,
  bars,
});
const facts = (...pictures: SlidesFacts['pictures'][number][]): SlidesFacts => ({
  title: 'Chiffres',
  counted: 'Comptés ce matin',
  numbers: [],
  note: 'Moins de 5 n’est pas affiché.',
  pictures,
});

/** How many pages the slides have. */
async function pagesOf(f: SlidesFacts): Promise<number> {
  const bank = { name: 'Banque', siren: null, address: null, helpline: null, timeZone: 'Europe/Paris' };
  const date = '2026-11-25T14:12:00Z';
  const paper = new Paper({
    title: f.title,
    number: '',
    date,
    bank,
    factsSha256: '',
    framed: false,
    archivable: true,
    page: figuresSlides.page,
  });
  figuresSlides.render(paper, f);
  paper.end();
  const parts: Buffer[] = [];
  for await (const part of paper.doc as unknown as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts)
    .toString('latin1')
    .match(/\/Type \/Page\n/g)!.length;
}

describe('slides of figures', () => {
  test('what is all zero or withheld has no page of its own', async () => {
    for (const columns of [true, false]) {
      expect(await pagesOf(facts(picture(columns, bar(12), bar(0), bar(null))))).toBe(2);
      expect(await pagesOf(facts(picture(columns, bar(null, 4))))).toBe(2);
      expect(await pagesOf(facts(picture(columns, bar(0), bar(null)), picture(columns, bar(3))))).toBe(2);
      expect(await pagesOf(facts(picture(columns, bar(0)), picture(columns)))).toBe(1);
    }
  });
});
