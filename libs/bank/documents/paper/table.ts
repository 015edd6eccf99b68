import type { Face } from './fonts.js';
import { rule } from './frame.js';
import type { Element, Paper, TextStyle } from './paper.js';
import { BRAND, INK, MARGIN, MUTED, WIDTH } from './theme.js';

export interface Column {
  readonly head: string;
  /** Share of the page's width. */
  readonly share: number;
  readonly face?: Face;
  readonly align?: 'left' | 'right';
}

export type Cell = string | { readonly text: string; readonly under?: string | null };

type Row = readonly Cell[];

/** Points: what is not cut over two pages. */
const SHORT = 120;
const GAP = 12;
const UNDER = 10;

/**
 * Header cells say their scope, repeated for the eye on each new page. A row is never cut.
 * @param then points that must follow the last row on its page: signatures alone on a page sign nothing
 */
export function table(paper: Paper, columns: readonly Column[], rows: readonly Row[], then = 0): void {
  const keep = then && then + UNDER;
  const layout = layOut(paper, columns);
  const { head, placed, headHeight } = layout;
  const underHead = () => {
    paper.y += headHeight + 4;
    paper.artifact(() => rule(paper, paper.y, BRAND, 1));
  };
  const heads = (draw: (text: string, x: number, style: TextStyle) => void) => {
    for (const c of placed) draw(c.head, c.x, { ...head, width: c.width, align: c.align ?? 'left' });
  };

  // A short table stays whole, with what must follow its last rows; a long one begins with two.
  const first = rows.slice(0, 2).reduce((sum, cells) => sum + layout.rowHeight(cells), 0);
  const whole = rows.reduce((sum, cells) => sum + layout.rowHeight(cells), 0);
  const along = rows.length <= 2 ? keep : 0;
  paper.room(headHeight + 4 + (whole <= SHORT ? whole + along : first));
  paper.group('Table', (body) => {
    paper.group(
      'TR',
      (row) => heads((text, x, style) => paper.say('TH', text, x, paper.y, style, row, { scope: 'Column' })),
      body,
    );
    underHead();
    rows.forEach((cells, index) => {
      const height = layout.rowHeight(cells);
      const last = index === rows.length - 1;
      // The last two stay together: a total alone on a page is a total of nothing.
      const next = index === rows.length - 2 ? layout.rowHeight(rows[index + 1]!) + keep : 0;
      if (paper.room(height + (last ? keep : next))) {
        paper.artifact(() => heads((text, x, style) => paper.text(text, x, paper.y, style)), 'Pagination');
        underHead();
      } else if (index > 0) paper.artifact(() => rule(paper, paper.y));
      paper.group(
        'TR',
        (row) => {
          for (const [i, cell] of cells.entries()) layout.draw(cell, i, row);
        },
        body,
      );
      paper.y += height;
    });
  });
  paper.artifact(() => rule(paper, paper.y));
  paper.y += UNDER;
}

/** @param then as of `table` */
export function tableSection(
  paper: Paper,
  title: string,
  columns: readonly Column[],
  rows: readonly Row[],
  then = 0,
): void {
  paper.section(title);
  table(paper, columns, rows, then);
}

function layOut(paper: Paper, columns: readonly Column[]) {
  const pad = 4 * paper.sizes.air;
  const total = columns.reduce((sum, c) => sum + c.share, 0);
  let at = MARGIN.left;
  const placed = columns.map((column) => {
    const width = (WIDTH * column.share) / total;
    const place = { ...column, x: at, width: width - GAP };
    at += width;
    return place;
  });
  const head = { face: 'strong' as const, size: paper.sizes.label, colour: MUTED, lineGap: 0 };
  const styles = placed.map(({ face = 'text', align = 'left', width }) => ({
    first: { face, size: paper.sizes.table, align, lineGap: 1, width, colour: INK },
    second: { size: paper.sizes.label, colour: MUTED, lineGap: 1, width },
  }));
  const lines = (cell: Cell) => (typeof cell === 'string' ? { text: cell, under: null } : cell);
  const cellHeight = (cell: Cell, i: number): number => {
    const { text, under } = lines(cell);
    const { first, second } = styles[i]!;
    return paper.height(text || ' ', first) + (under ? 1 + paper.height(under, second) : 0);
  };
  return {
    placed,
    head,
    headHeight: Math.max(...placed.map((c) => paper.height(c.head, { ...head, width: c.width }))),
    rowHeight: (cells: Row): number => Math.max(...cells.map(cellHeight)) + 2 * pad,
    draw(cell: Cell, i: number, row: Element): void {
      const { text, under } = lines(cell);
      const { x } = placed[i]!;
      const { first, second } = styles[i]!;
      if (!under) return void paper.say('TD', text, x, paper.y + pad, first, row);
      paper.group(
        'TD',
        (td) => {
          const height = paper.say('P', text, x, paper.y + pad, first, td);
          paper.say('P', under, x, paper.y + pad + height + 1, second, td);
        },
        row,
      );
    },
  };
}
