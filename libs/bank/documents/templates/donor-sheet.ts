import { drawSheetFoot, drawSheetHead, type SheetTemplate } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { A4, BRAND, EDGE, INK, LINE, MARGIN, MUTED, TINT, WIDTH } from '../paper/theme.js';
import { count, counted, moment } from '../paper/typography.js';

/** What a mayor shows the council: one page. The counts of `fates` add up to `given`. */
export interface DonorSheetFacts {
  readonly title: string;
  readonly sentence: string;
  readonly given: number;
  readonly fates: readonly {
    readonly label: string;
    readonly devices: number;
    readonly tone: 'first' | 'second' | 'third' | 'off';
  }[];
  /** In words: « Bagneux : 12 ». */
  readonly communes: readonly string[];
  readonly communesNote: string | null;
  /** What is proven of the data, a sentence each. */
  readonly data: readonly string[];
  readonly countedAt: string;
}

const TONES = { first: BRAND, second: '#67998f', third: '#b4cfca', off: EDGE } as const;

export const donorSheet: SheetTemplate<DonorSheetFacts> = {
  title: (f) => f.title,
  render(paper, f) {
    drawSheetHead(paper, A4.width, MARGIN.left, 40);
    paper.y = 104;
    paper.tagged('H1', () => {
      paper.y += paper.text(f.title, MARGIN.left, paper.y, { face: 'strong', size: 28, lineGap: 0 }) + 10;
    });
    paper.tagged('P', () => {
      paper.y += paper.text(f.sentence, MARGIN.left, paper.y, { size: 15, colour: MUTED, lineGap: 3 }) + 26;
    });
    const half = (WIDTH - 28) / 2;
    const communes = [...f.communes, ...(f.communesNote ? [f.communesNote] : [])];
    const below = Math.max(blockHeight(paper, communes, half), blockHeight(paper, f.data, half));
    // The picture gives way to what is written under it.
    drawWay(paper, f, FOOT - 14 - below - 22 - paper.y);
    const top = paper.y + 22;
    if (communes.length) drawBlock(paper, 'Dans quelles communes', communes, MARGIN.left, top, half);
    drawBlock(paper, 'Les données', f.data, MARGIN.left + half + 28, top, half);
    const foot = `Compté le ${moment(f.countedAt, paper.options.bank.timeZone)}. Cette page ne dit ni qui a reçu un appareil, ni quelle structure l’a remis. Un nombre trop petit n’est pas affiché.`;
    drawSheetFoot(paper, foot, { x: MARGIN.left, y: FOOT, width: WIDTH });
  },
};

const FOOT = A4.height - 62;
const MOST_BAND = 240;
const LEAST_BAND = 80;
const SLOT = 46;
const GAP = 10;
const BAR = 12;
const HEAD = 30;

/** Each band is as thick as it counts, and they add up. @param room points that it may be high */
function drawWay(paper: Paper, { given, fates }: DonorSheetFacts, room: number): void {
  const tall = (band: number): number =>
    fates.reduce((sum, { devices }) => sum + Math.max((devices * band) / given, SLOT) + GAP, -GAP);
  let band = MOST_BAND;
  while (band > LEAST_BAND && Math.max(tall(band), band) + HEAD > room) band -= 5;
  const rows = fates.map((fate) => ({ ...fate, thick: (fate.devices * band) / given }));
  const height = Math.max(tall(band), band) + HEAD;
  const left = MARGIN.left;
  const from = paper.y + HEAD;
  const to = MARGIN.left + 280;
  const alt = `${count(given)} donnés : ${rows.map((r) => `${count(r.devices)} ${r.label}`).join(', ')}`;
  let out = from;
  let y = from;
  const labels: { x: number; y: number; text: string; under: string }[] = [];
  paper.tagged(
    'Figure',
    () => {
      paper.doc.rect(left, from, BAR, band).fill(BRAND);
      for (const { thick, tone, label, devices } of rows) {
        const middle = (left + BAR + to) / 2;
        paper.doc
          .moveTo(left + BAR, out)
          .bezierCurveTo(middle, out, middle, y, to, y)
          .lineTo(to, y + thick)
          .bezierCurveTo(middle, y + thick, middle, out + thick, left + BAR, out + thick)
          .closePath()
          .fill(tone === 'off' ? LINE : TINT);
        paper.doc.rect(to, y, BAR, Math.max(thick, 1)).fill(TONES[tone]);
        labels.push({
          x: to + BAR + 12,
          y: y + Math.max(thick, 1) / 2,
          text: count(devices),
          under: `${label}, ${Math.round((devices / given) * 100)} %`,
        });
        out += thick;
        y += Math.max(thick, SLOT) + GAP;
      }
    },
    { alt, bbox: [left, paper.y, left + WIDTH, paper.y + height] },
  );
  paper.say('P', counted(given, 'appareil donné', 'appareils donnés'), left, from - 26, { face: 'strong', size: 16 });
  for (const { x, y: middle, text, under } of labels) {
    const top = Math.max(middle - 20, paper.y - 4);
    paper.say('P', text, x, top, { face: 'strong', size: 20, colour: INK, width: 200, lineGap: 0 });
    paper.say('P', under, x, top + 23, { size: 11, colour: MUTED, width: 210, lineGap: 0 });
  }
  paper.y += height;
}

const TEXT = { size: 11, lineGap: 2 } as const;

const blockHeight = (paper: Paper, lines: readonly string[], width: number): number =>
  26 + lines.reduce((sum, line) => sum + paper.height(line, { ...TEXT, width }) + 4, 0);

function drawBlock(paper: Paper, title: string, lines: readonly string[], x: number, top: number, width: number): void {
  let y = top;
  paper.tagged('H2', () => {
    y += paper.text(title, x, y, { face: 'strong', size: 14, width, lineGap: 0 }) + 8;
  });
  for (const line of lines) y += paper.say('P', line, x, y, { ...TEXT, width }) + 4;
}
