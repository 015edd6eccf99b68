import type { Face } from './fonts.js';
import { rule } from './frame.js';
import type { Paper, TextStyle } from './paper.js';
import { BRAND, INK, MARGIN, MUTED, WIDTH } from './theme.js';

export interface Column {
  readonly head: string;
  /** Share of the page's width. */
  readonly share: number;
  readonly face?: Face;
  readonly align?: 'left' | 'right';
}

/** A cell: its text, and under it a quieter second line. */
export type Cell = string | { readonly text: string; readonly under?: string | null };

const PAD = 5;
const GAP = 12;

/**
 * A table with header cells that say their scope, repeated for the eye on each new page. A row is never cut.
 */
export function table(paper: Paper, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const total = columns.reduce((sum, c) => sum + c.share, 0);
  let at = MARGIN.left;
  const placed = columns.map((column) => {
    const width = (WIDTH * column.share) / total;
    const place = { ...column, x: at, width: width - GAP };
    at += width;
    return place;
  });
  const size = paper.sizes.table;
  const main = (c: Column): TextStyle & { width?: number } => ({
    face: c.face ?? 'text',
    size,
    align: c.align ?? 'left',
    lineGap: 1,
  });
  const head = { face: 'strong' as const, size: paper.sizes.label, colour: MUTED, lineGap: 0 };
  const under = { size: paper.sizes.label, colour: MUTED, lineGap: 1 };
  const heights = (cells: readonly Cell[]) =>
    cells.map((cell, i) => {
      const column = placed[i]!;
      const { text, under: second } = typeof cell === 'string' ? { text: cell } : cell;
      const first = paper.height(text || ' ', { ...main(column), width: column.width });
      return { first, all: first + (second ? 1 + paper.height(second, { ...under, width: column.width }) : 0) };
    });
  const headHeight = Math.max(...placed.map((c) => paper.height(c.head, { ...head, width: c.width })));
  const drawHead = () => {
    for (const c of placed) paper.text(c.head, c.x, paper.y, { ...head, width: c.width, align: c.align ?? 'left' });
  };
  const closeHead = () => {
    paper.y += headHeight + 4;
    paper.artifact(() => rule(paper, paper.y, BRAND, 1));
  };

  paper.room(headHeight + 40);
  paper.group('Table', (body) => {
    paper.group(
      'TR',
      (row) => {
        for (const c of placed)
          paper.tagged(
            'TH',
            () => paper.text(c.head, c.x, paper.y, { ...head, width: c.width, align: c.align ?? 'left' }),
            { scope: 'Column' },
            row,
          );
      },
      body,
    );
    closeHead();
    rows.forEach((cells, index) => {
      const tall = heights(cells);
      const height = Math.max(...tall.map((h) => h.all)) + 2 * PAD;
      if (paper.room(height)) {
        paper.artifact(drawHead, 'Pagination');
        closeHead();
      } else if (index > 0) paper.artifact(() => rule(paper, paper.y));
      paper.group(
        'TR',
        (row) => {
          cells.forEach((cell, i) => {
            const column = placed[i]!;
            const { text, under: second } = typeof cell === 'string' ? { text: cell } : cell;
            paper.tagged(
              'TD',
              () => {
                paper.text(text, column.x, paper.y + PAD, { ...main(column), width: column.width, colour: INK });
                if (second)
                  paper.text(second, column.x, paper.y + PAD + tall[i]!.first + 1, { ...under, width: column.width });
              },
              {},
              row,
            );
          });
        },
        body,
      );
      paper.y += height;
    });
  });
  paper.artifact(() => rule(paper, paper.y));
  paper.y += 10;
}
