import { scaleFor } from '#platform/kernel';
import { drawSheetFoot, drawSheetHead, fitted, type SheetTemplate } from '../paper/blocks.js';
import type { Element, Paper } from '../paper/paper.js';
import { BRAND, DEEP, INK, LINE, MUTED } from '../paper/theme.js';
import { count } from '../paper/typography.js';

export interface SlideBar {
  readonly label: string;
  readonly short: string;
  readonly value: number | null;
  readonly shown: string | null;
  /** How much a hidden one is at most; 0: that is not said. */
  readonly below: number;
  /** A part of the one above it: 1, 2. */
  readonly level: number;
  readonly pale: boolean;
}

export interface SlidesFacts {
  readonly title: string;
  readonly counted: string;
  readonly numbers: readonly { readonly value: string; readonly label: string }[];
  readonly note: string;
  readonly pictures: readonly {
    readonly title: string;
    readonly note: string;
    readonly columns: boolean;
    readonly bars: readonly SlideBar[];
  }[];
}

const PAGE = { width: 960, height: 540 } as const;
const EDGE = 56;
const WIDE = PAGE.width - 2 * EDGE;
const TOP = 132;
const BOTTOM = PAGE.height - 62;
/** Of the cover, behind its title. */
const BAND = { y: 88, height: 124 } as const;
/** Rows that are read from the back of a room. */
const MOST = 10;
const SHADES = [BRAND, '#67998f', '#b4cfca'] as const;

export const figuresSlides: SheetTemplate<SlidesFacts> = {
  title: (f) => f.title,
  page: PAGE,
  render(paper, f) {
    // Of what is all zero or withheld there is nothing to see: no page, no axis.
    const pictures = f.pictures.filter(({ bars }) => mostOf(bars) > 0);
    drawCover(paper, f, pictures.length === 0);
    pictures.forEach((picture, i) => {
      paper.doc.addPage();
      paper.artifact(() => paper.doc.rect(0, 0, PAGE.width, 10).fill(BRAND));
      const head = { face: 'strong', size: 28, width: WIDE, lineGap: 0 } as const;
      paper.say('H2', picture.title, EDGE, 40, fitted(paper, picture.title, head, 38));
      const note = { size: 13, colour: MUTED, width: WIDE, lineGap: 1 };
      paper.say('P', picture.note, EDGE, 80, fitted(paper, picture.note, note, TOP - 84));
      if (picture.columns) drawColumns(paper, picture.bars, picture.title);
      else drawBars(paper, picture.bars, picture.title);
      drawSheetFoot(paper, `${paper.options.bank.name} · ${f.counted}`, { x: EDGE, y: PAGE.height - 34, width: WIDE });
      const number = { size: 11, colour: MUTED, width: 80, align: 'right' as const };
      paper.artifact(
        () => paper.text(`${i + 2} / ${pictures.length + 1}`, PAGE.width - EDGE - 80, PAGE.height - 36, number),
        'Pagination',
      );
    });
  },
};

function drawCover(paper: Paper, { title, numbers, note, counted }: SlidesFacts, alone: boolean): void {
  drawSheetHead(paper, PAGE.width, EDGE, 30);
  paper.artifact(() => paper.doc.rect(0, BAND.y, PAGE.width, BAND.height).fill(DEEP));
  const style = { face: 'strong', size: 52, colour: '#ffffff', width: WIDE, lineGap: 0 } as const;
  const set = fitted(paper, title, style, BAND.height - 24);
  paper.say('H1', title, EDGE, BAND.y + (BAND.height - paper.height(title, set)) / 2, set);
  const room = WIDE / 3;
  numbers.forEach(({ value, label }, i) => {
    const x = EDGE + i * room;
    paper.say('P', value, x, 244, {
      face: 'strong',
      size: 76,
      colour: i ? INK : BRAND,
      width: room - 16,
      lineGap: 0,
    });
    paper.say('P', label, x, 336, { size: 19, colour: MUTED, width: room - 24 });
  });
  if (alone && !numbers.length)
    paper.say('P', 'Rien à montrer pour cette période.', EDGE, 262, { size: 28, colour: MUTED, width: WIDE });
  drawSheetFoot(paper, `${note} ${counted}.`, { x: EDGE, y: PAGE.height - 64, width: WIDE });
}

const wordsOf = (bar: SlideBar): string => bar.shown ?? count(bar.value ?? 0);
const mostOf = (bars: readonly SlideBar[]): number => Math.max(0, ...bars.map((b) => b.value ?? b.below));

/** Draws a picture as one figure whose alternative says all its counts. */
function figure(paper: Paper, title: string, bars: readonly SlideBar[], draw: () => void): void {
  const alt = `${title}. ${bars.map((b) => `${b.label} : ${wordsOf(b)}`).join(' ; ')}.`;
  paper.group('Sect', (group: Element) =>
    paper.tagged('Figure', draw, { alt, bbox: [EDGE, TOP, PAGE.width - EDGE, BOTTOM] }, group),
  );
}

function shape(paper: Paper, bar: SlideBar, x: number, y: number, width: number, height: number): void {
  if (bar.value === null)
    paper.doc.rect(x, y, width, height).dash(4, { space: 3 }).lineWidth(1.2).stroke(BRAND).undash();
  else paper.doc.rect(x, y, width, height).fill(bar.pale ? SHADES[2] : (SHADES[bar.level] ?? SHADES[2]));
}

function drawColumns(paper: Paper, bars: readonly SlideBar[], title: string): void {
  const { end, ticks } = scaleFor(mostOf(bars));
  const left = EDGE + 56;
  const high = BOTTOM - TOP - 34;
  const y = (value: number): number => TOP + high - (value / end) * high;
  const room = (PAGE.width - EDGE - left) / bars.length;
  figure(paper, title, bars, () => {
    for (const tick of ticks) {
      paper.doc
        .moveTo(left, y(tick))
        .lineTo(PAGE.width - EDGE, y(tick))
        .lineWidth(0.75)
        .stroke(LINE);
      paper.text(count(tick), EDGE, y(tick) - 8, { size: 13, colour: MUTED, width: 44, align: 'right' });
    }
    bars.forEach((bar, i) => {
      const x = left + room * i;
      const tall = bar.value ?? bar.below;
      if (tall) {
        shape(paper, bar, x + room * 0.18, y(tall), room * 0.64, y(0) - y(tall));
        const words = bar.value === null ? `< ${bar.below + 1}` : wordsOf(bar);
        paper.text(words, x, y(tall) - 20, { face: 'strong', size: 14, width: room, align: 'center', lineGap: 0 });
      } else if (bar.value === null) {
        // Written along its column, so that nobody takes it for none.
        const at = { x: x + room / 2 - 8, y: y(0) - 8 };
        paper.doc.save().rotate(-90, { origin: [at.x, at.y] });
        paper.text(wordsOf(bar), at.x, at.y, { size: 13, colour: MUTED, width: high, lineGap: 0 });
        paper.doc.restore();
      }
      paper.text(bar.short, x, TOP + high + 8, { size: 14, colour: MUTED, width: room, align: 'center' });
    });
  });
}

function drawBars(paper: Paper, all: readonly SlideBar[], title: string): void {
  const bars = fitting(all);
  const { end, ticks } = scaleFor(mostOf(bars));
  const named = (bar: SlideBar) => ({
    indent: bar.level * 16,
    style: { size: bar.level ? 14 : 16, face: bar.level ? ('text' as const) : ('strong' as const) },
  });
  const longest = Math.max(...bars.map((bar) => named(bar).indent + paper.widthOf(bar.label, named(bar).style)), 0);
  const names = Math.min(300, longest + 28);
  const left = EDGE + names;
  const wide = PAGE.width - EDGE - left - 90;
  // A few rows fill the page as many do.
  const row = Math.min(84, (BOTTOM - TOP - 30) / Math.max(bars.length, 1));
  const thick = row * 0.55;
  const high = row * bars.length;
  figure(paper, title, bars, () => {
    for (const tick of ticks) {
      const x = left + (tick / end) * wide;
      paper.doc
        .moveTo(x, TOP)
        .lineTo(x, TOP + high)
        .lineWidth(0.75)
        .stroke(LINE);
      paper.text(count(tick), x - 30, TOP + high + 6, { size: 12, colour: MUTED, width: 60, align: 'center' });
    }
    bars.forEach((bar, i) => {
      const y = TOP + row * i;
      const middle = y + row / 2;
      const { indent, style } = named(bar);
      const set = { ...style, width: names - indent - 12, lineGap: 0 };
      const label = paper.height(bar.label, set) <= row ? bar.label : shorten(paper, bar.label, set.width, style);
      paper.text(label, EDGE + indent, middle - paper.height(label, set) / 2, set);
      const length = ((bar.value ?? bar.below) / end) * wide;
      if (length) shape(paper, bar, left, middle - thick / 2, length, thick);
      paper.text(wordsOf(bar), left + length + 10, middle - 9, { face: 'strong', size: 14, width: 120, lineGap: 0 });
    });
  });
  const more = all.length - bars.length;
  if (more > 0)
    paper.say(
      'P',
      `Et ${more > 1 ? `${count(more)} autres lignes` : 'une autre ligne'}, dans le tableau.`,
      EDGE,
      BOTTOM - 4,
      { size: 12, colour: MUTED, width: WIDE },
    );
}

/** As many levels as fit, wholes first. */
function fitting(all: readonly SlideBar[]): readonly SlideBar[] {
  for (let level = 2; level >= 0; level -= 1) {
    const bars = all.filter((bar) => bar.level <= level);
    if (bars.length <= MOST) return bars;
  }
  return all.filter((bar) => bar.level === 0).slice(0, MOST);
}

function shorten(paper: Paper, text: string, width: number, style: { size: number; face: 'text' | 'strong' }): string {
  if (paper.widthOf(text, style) <= width) return text;
  let end = text.length;
  while (end > 1 && paper.widthOf(`${text.slice(0, end)}…`, style) > width) end -= 1;
  return `${text.slice(0, end).trim()}…`;
}
