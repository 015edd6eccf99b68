/** The one look, on paper: the tokens of the screens, in points. */
export const INK = '#17232b';
export const MUTED = '#52606a';
export const BRAND = '#0c5a55';
export const DEEP = '#073b38';
export const TINT = '#e2efec';
export const LINE = '#ddd8cd';
export const EDGE = '#8b8f8d';
export const OK = '#1e6a3c';
export const ATTENTION = '#6a4300';
export const ATTENTION_TINT = '#fdf3dc';

export const A4 = { width: 595.28, height: 841.89 } as const;
export const MARGIN = { left: 56, right: 56, top: 46, bottom: 64 } as const;
export const WIDTH = A4.width - MARGIN.left - MARGIN.right;

/** Sizes of type, and how much of the room between things stays. `easy` is for what a beneficiary reads: 14 points, short sentences; the next ones are it where long names would cost a page. */
export const SIZES = {
  plain: { title: 24, lead: 11, section: 13, body: 10.5, label: 9, table: 9.5, air: 1 },
  easy: { title: 26, lead: 14, section: 16, body: 14, label: 11, table: 12, air: 1 },
  snug: { title: 23, lead: 12, section: 14, body: 12, label: 9.5, table: 10.5, air: 1 },
  close: { title: 20, lead: 10.5, section: 12, body: 10.5, label: 9, table: 9.5, air: 0.9 },
  tight: { title: 18, lead: 9.5, section: 11, body: 9, label: 9, table: 9, air: 0.5 },
} as const;
export type Sizes = (typeof SIZES)[keyof typeof SIZES];
