import { codes, labelSheetLimit, labelSheetOurs } from './label-sheets.js';
import type { Measurable } from './rounds.js';

const LABELS = 480;

/** Sheets of 24 labels with QR and Code 128: the worker's path against pdfkit's raw operators, one at a time. */
export function labelSheets(): Measurable {
  const sheet = codes(LABELS);
  const count = (make: (labels: readonly string[]) => Promise<number>) => async () => {
    await make(sheet);
    return LABELS;
  };
  return {
    name: 'label sheets',
    unit: 'labels/s',
    target: 0.8,
    clients: 1,
    limit: count(labelSheetLimit),
    ours: count(labelSheetOurs),
  };
}
