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

/** How high the lines are. */
export const plainLinesHeight = (paper: Paper, lines: readonly PlainLine[], gap: number, width = WIDTH): number =>
  lines.reduce((sum, line) => sum + paper.height(line.text, style(width)) + gap, 0);

/** Lines under each other, each with its pictogram; a list for whoever listens. */
export function plainLines(paper: Paper, lines: readonly PlainLine[], gap = 6, width = WIDTH): void {
  const all = (list: Element) => {
    for (const { icon, text } of lines) {
      const height = paper.height(text, style(width));
      paper.artifact(() => pictogram(paper.doc, icon, MARGIN.left, paper.y, 17, BRAND));
      paper.group(
        'LI',
        (item) => void paper.say('LBody', text, MARGIN.left + INDENT, paper.y, style(width), item),
        list,
      );
      paper.y += height + gap;
    }
  };
  paper.room(plainLinesHeight(paper, lines, gap, width));
  paper.group('L', all);
}

const style = (width: number) => ({ size: PLAIN_SIZE, width: width - INDENT, lineGap: 1 });
