import { LABEL_FORMATS, type LabelFormat } from '../paper/label-formats.js';
import { LabelPen } from '../paper/labels.js';
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
  /** Labels per A4 page; 24 (3 × 8) when absent. */
  readonly format?: LabelFormat;
  /** First free place on the first page, from 1: a started sheet is not thrown away. */
  readonly start?: number;
}

export const labelSheet = {
  title: (f: LabelSheetFacts) => `Étiquettes (${counted(f.codes.length, 'code')})`,
  async render(paper: Paper, f: With<LabelSheetFacts>): Promise<void> {
    const format = LABEL_FORMATS[f.format ?? '24'];
    const places = format.columns * format.rows;
    const pen = new LabelPen(paper, format, f);
    let place = Math.min(Math.max(f.start ?? 1, 1), places) - 1;
    for (let done = 0; done < f.codes.length; place = 0) {
      const codes = f.codes.slice(done, done + places - place);
      if (done > 0) paper.doc.addPage();
      paper.group('Sect', (page) => {
        for (const [i, code] of codes.entries()) pen.draw(code, place + i, page);
      });
      done += codes.length;
      await paper.breathe();
    }
  },
};
