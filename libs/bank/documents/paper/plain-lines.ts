import type { Element, Paper } from './paper.js';
import { type Pictogram, pictogram } from './pictograms.js';
import { BRAND, MARGIN, WIDTH } from './theme.js';

/** One idea in plain words, with its pictogram. */
export interface PlainLine {
  readonly icon: Pictogram;
  readonly text: string;
}

/** The size of what a beneficiary reads, whatever the names beside it cost. */
export const PLAIN_SIZE = 14;
const INDENT = 28;

export const plainLinesHeight = (paper: Paper, lines: readonly PlainLine[], gap = 6, width = WIDTH): number =>
  lines.reduce((sum, line) => sum + paper.height(line.text, style(width)) + gap, 0);

/** Lines under each other, each with its pictogram; a list for whoever listens. */
export function plainLines(paper: Paper, lines: readonly PlainLine[], gap = 6, width = WIDTH): void {
  const set = style(width);
  const all = (list: Element) => {
    for (const line of lines) {
      const height = paper.height(line.text, set);
      paper.artifact(() => pictogram(paper.doc, line.icon, MARGIN.left, paper.y, 17, BRAND));
      paper.group('LI', (item) => void paper.say('LBody', line.text, MARGIN.left + INDENT, paper.y, set, item), list);
      paper.y += height + gap;
    }
  };
  paper.room(plainLinesHeight(paper, lines, gap, width));
  paper.group('L', all);
}

const style = (width: number) => ({ size: PLAIN_SIZE, width: width - INDENT, lineGap: 1 });
