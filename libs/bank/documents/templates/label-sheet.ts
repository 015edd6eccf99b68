import { LABEL_FORMATS, type LabelFormat, type LabelGrid, paperOf, placesOf } from '../paper/labels/label-formats.js';
import type { LabelNote } from '../paper/labels/label-layout.js';
import { type LabelPaper, LabelPen } from '../paper/labels/labels.js';
import type { Paper } from '../paper/paper.js';
import { counted } from '../paper/typography.js';
import type { With } from './device-table.js';

/** Facts of a sheet of labels. */
export interface LabelSheetFacts {
  /** Where the QR leads: `PUBLIC_URL`, without a slash at the end. */
  readonly publicUrl: string;
  /** Shown on each label: the bank's name, or the organisation's that prints. */
  readonly organisation: string;
  readonly helpline: string | null;
  readonly codes: readonly string[];
  /** Of a roll of codes: what each label is on it, as it is printed. As many as there are codes. */
  readonly numbers?: readonly number[];
  readonly roll?: string;
  /** Of devices that are known: what a person sees on each machine, to stick the right one on it. As many as there are codes. */
  readonly notes?: readonly LabelNote[];
  /** Which labels are in the printer; 24 a page (3 × 8) when absent. */
  readonly format?: LabelFormat;
  /** A grid somebody measured, instead of a format. */
  readonly grid?: LabelGrid;
  /** The printer's shift to make good, in millimetres to the right and down. */
  readonly offset?: { readonly x: number; readonly y: number };
  /** First free place on the first page, from 1: a started sheet is not thrown away. */
  readonly start?: number;
}

/** What a sheet is printed on, as its facts say. */
export function labelPaperOf(f: Pick<LabelSheetFacts, 'format' | 'grid' | 'offset'>): LabelPaper {
  const stock = f.grid ? { ...f.grid, feed: 'sheet' as const } : LABEL_FORMATS[f.format ?? '24'];
  return { ...stock, ...(f.offset ? { offset: f.offset } : {}) };
}

/** Where a label was on its roll (« RO-2026-0003, n° 120 »), or what its device is. */
export const noteOf = (f: LabelSheetFacts, i: number): LabelNote | undefined =>
  f.numbers?.[i] === undefined
    ? f.notes?.[i]
    : { what: '', mark: `${f.roll ? `${f.roll}, ` : ''}n°\u00a0${f.numbers[i]}`, short: `n°\u00a0${f.numbers[i]}` };

/** Whether the labels have a line of their own. */
export const hasNotes = (f: LabelSheetFacts): boolean => Boolean(f.numbers ?? f.notes);

export const labelSheet = {
  heading: () => 'Étiquettes',
  title: (f: LabelSheetFacts) => `Étiquettes (${counted(f.codes.length, 'code')})`,
  page: (f: LabelSheetFacts) => paperOf(labelPaperOf(f)),
  async render(paper: Paper, f: With<LabelSheetFacts>): Promise<void> {
    const format = labelPaperOf(f);
    const places = placesOf(format);
    const pen = new LabelPen(paper, format, f, hasNotes(f));
    const total = f.codes.length;
    let place = Math.min(Math.max(f.start ?? 1, 1), places) - 1;
    for (let done = 0; done < total; place = 0) {
      const codes = f.codes.slice(done, done + places - place);
      if (done > 0) paper.doc.addPage();
      paper.group('Sect', (page) => {
        for (const [i, code] of codes.entries()) pen.draw(code, place + i, page, noteOf(f, done + i));
      });
      done += codes.length;
      await paper.yieldToReader({ done, total });
    }
  },
};
