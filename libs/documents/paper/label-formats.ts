/** A millimetre in points. */
export const MM = 72 / 25.4;

/** A sheet of self-adhesive labels, as its maker cuts it; lengths in points. */
export interface LabelGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly padding: number;
  readonly barcode: number;
  readonly type: { readonly code: number; readonly small: number };
}

const grid = (
  columns: number,
  rows: number,
  w: number,
  h: number,
  left: number,
  top: number,
  stepX: number,
  padding: number,
  barcode: number,
  code: number,
  small: number,
): LabelGrid => ({
  columns,
  rows,
  width: w * MM,
  height: h * MM,
  left: left * MM,
  top: top * MM,
  stepX: stepX * MM,
  stepY: h * MM,
  padding: padding * MM,
  barcode: barcode * MM,
  type: { code, small },
});

/** The grids that shops sell, by labels a page; the choices of pages and of the API follow this table. */
export const LABEL_FORMATS = {
  '24': grid(3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 2.4, 7, 13, 7.5),
  '40': grid(4, 10, 45.7, 25.4, 9.7, 21.5, 48.3, 1.8, 4.6, 10, 5.6),
  '65': grid(5, 13, 38.1, 21.2, 4.75, 10.7, 40.6, 1.5, 3.6, 8.6, 4.8),
} as const;
export type LabelFormat = keyof typeof LABEL_FORMATS;
