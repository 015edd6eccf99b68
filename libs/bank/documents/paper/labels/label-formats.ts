import { A4 } from '../theme.js';

export const MM = 72 / 25.4;
export const SHEET = { width: 210, height: 297 } as const;

/** A sheet of self-adhesive labels, as its maker cuts it; lengths in millimetres. */
export interface LabelGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly gapX: number;
  readonly gapY: number;
}

/** What the printer holds: A4 sheets of many labels, or a roll of one after the other. */
export interface LabelStock extends LabelGrid {
  readonly name: string;
  readonly feed: 'sheet' | 'roll';
}

const sheet = (
  columns: number,
  rows: number,
  [width, height]: readonly [number, number],
  [left, top]: readonly [number, number],
  gapX: number,
): LabelStock => ({
  name: `${columns * rows} par page (${columns} × ${rows})`,
  feed: 'sheet',
  columns,
  rows,
  width,
  height,
  left,
  top,
  gapX,
  gapY: 0,
});
const roll = (width: number, height: number): LabelStock => ({
  name: `Rouleau ${width} × ${height} mm`,
  feed: 'roll',
  columns: 1,
  rows: 1,
  width,
  height,
  left: 0,
  top: 0,
  gapX: 0,
  gapY: 0,
});

/** The labels that shops sell; the choices of pages and of the API, and the tests, follow this table. */
export const LABEL_FORMATS = {
  '24': sheet(3, 8, [63.5, 33.9], [7.25, 12.9], 2.5),
  '40': sheet(4, 10, [45.7, 25.4], [9.7, 21.5], 2.6),
  '65': sheet(5, 13, [38.1, 21.2], [4.75, 10.7], 2.5),
  '62x29': roll(62, 29),
  '50x25': roll(50, 25),
} as const satisfies Record<string, LabelStock>;
export type LabelFormat = keyof typeof LABEL_FORMATS;
export const isLabelFormat = (format: unknown): format is LabelFormat =>
  typeof format === 'string' && Object.hasOwn(LABEL_FORMATS, format);

/** Below this a QR and a Code 128 no longer read with a telephone, or whom to call no longer fits. */
export const SMALLEST = { width: 28, height: 15 } as const;
/** How far a printer's shift can be made good, in millimetres. */
export const FARTHEST = 10;

export const placesOf = (grid: LabelGrid): number => grid.columns * grid.rows;
export const MOST_PLACES = Math.max(...Object.values(LABEL_FORMATS).map(placesOf));

export const paperOf = (stock: Pick<LabelStock, 'feed' | 'width' | 'height'>): { width: number; height: number } =>
  stock.feed === 'roll' ? { width: stock.width * MM, height: stock.height * MM } : { ...A4 };

export const cornerOf = (grid: LabelGrid, place: number): { x: number; y: number } => ({
  x: grid.left + (place % grid.columns) * (grid.width + grid.gapX),
  y: grid.top + Math.floor(place / grid.columns) * (grid.height + grid.gapY),
});

/** The empty edge of a label: what may be cut a little aside without a loss. */
export const paddingOf = (size: { width: number; height: number }): number =>
  Math.min(Math.max(0.071 * Math.min(size.height, size.width * 0.55), 1.4), 2.6);

/** Why a grid cannot be printed on, by the field to change; the facts fill a sentence. */
export interface GridProblem {
  readonly field: keyof LabelGrid;
  readonly why: 'whole' | 'small' | 'negative' | 'too_wide' | 'too_high';
  readonly facts: Readonly<Record<string, number>>;
}

const across = (g: LabelGrid): number => g.left + g.columns * g.width + (g.columns - 1) * g.gapX;
const down = (g: LabelGrid): number => g.top + g.rows * g.height + (g.rows - 1) * g.gapY;
const hundredths = (mm: number): number => Math.round(mm * 100) / 100;

/** Everything that keeps a grid from being a sheet of readable labels on A4; empty when it is one. */
export function gridProblems(grid: LabelGrid): GridProblem[] {
  const problems: GridProblem[] = [];
  for (const field of ['columns', 'rows'] as const)
    if (!Number.isInteger(grid[field]) || grid[field] < 1) problems.push({ field, why: 'whole', facts: {} });
  for (const field of ['width', 'height'] as const)
    if (!(grid[field] >= SMALLEST[field])) problems.push({ field, why: 'small', facts: { least: SMALLEST[field] } });
  for (const field of ['left', 'top', 'gapX', 'gapY'] as const)
    if (!(grid[field] >= 0)) problems.push({ field, why: 'negative', facts: {} });
  if (problems.length) return problems;
  if (hundredths(across(grid)) > SHEET.width)
    problems.push({ field: 'columns', why: 'too_wide', facts: { taken: hundredths(across(grid)), most: SHEET.width } });
  if (hundredths(down(grid)) > SHEET.height)
    problems.push({ field: 'rows', why: 'too_high', facts: { taken: hundredths(down(grid)), most: SHEET.height } });
  return problems;
}

/** How far labels may be moved without anything printed on them leaving the paper: from and to, in millimetres. */
export function offsetRange(stock: LabelStock): Readonly<Record<'x' | 'y', readonly [number, number]>> {
  const edge = paddingOf(stock);
  const page = stock.feed === 'roll' ? stock : SHEET;
  const range = (before: number, after: number): [number, number] => [
    -Math.min(Math.floor((before + edge) * 10) / 10, FARTHEST),
    Math.min(Math.floor((after + edge) * 10) / 10, FARTHEST),
  ];
  return {
    x: range(stock.left, page.width - across(stock)),
    y: range(stock.top, page.height - down(stock)),
  };
}
