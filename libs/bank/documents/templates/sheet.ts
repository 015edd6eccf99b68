import { fitted } from '../paper/fitting.js';
import type { Paper } from '../paper/paper.js';
import { MUTED } from '../paper/theme.js';

/** A sheet that is drawn and forgotten. */
export interface SheetTemplate<F> {
  readonly title: (facts: F) => string;
  /** Its size in points, for what is no A4. */
  readonly page?: { readonly width: number; readonly height: number };
  readonly render: (paper: Paper, facts: F) => void;
}

const LOGO = { width: 110, height: 34 } as const;

/** The bank at the head of a sheet, its logo on the right. @param edge points between the paper's edge and what is drawn */
export function drawSheetHead(paper: Paper, width: number, edge: number, y: number): void {
  const { bank } = paper.options;
  const logo = paper.picture(bank.logo);
  const style = { face: 'strong', size: 12, width: width - 2 * edge - 130, lineGap: 0 } as const;
  paper.say('P', bank.name, edge, y + 8, fitted(paper, bank.name, style, LOGO.height));
  if (!logo) return;
  const x = width - edge - LOGO.width;
  const place = { fit: [LOGO.width, LOGO.height] as [number, number], align: 'right' as const };
  paper.tagged('Figure', () => void paper.doc.image(logo, x, y, place), {
    alt: `Logo : ${bank.name}`,
    bbox: [x, y, x + LOGO.width, y + LOGO.height],
  });
}

/** One quiet line at the foot. */
export function drawSheetFoot(paper: Paper, text: string, at: { x: number; y: number; width: number }): void {
  paper.say('P', text, at.x, at.y, { size: 8.5, colour: MUTED, width: at.width, lineGap: 1 });
}
