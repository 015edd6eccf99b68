import { codes, labelSheetLimit, labelSheetOurs } from './label-sheets.js';
import type { Requests } from './rounds.js';

const LABELS = 480;

/** Sheets of 24 labels with QR and Code 128: the worker's path against pdfkit's raw operators, one at a time. */
export function labelSheets(): Requests {
  const sheet = codes(LABELS);
  const count = (make: (labels: readonly string[]) => Promise<number>) => async () => {
    await make(sheet);
    return LABELS;
  };
  return {
    kind: 'requests',
    name: 'label sheets',
    unit: 'labels/s',
    clients: 1,
    aims: { loop: 0.8 },
    sides: {
      ours: { pid: process.pid, work: count(labelSheetOurs) },
      loop: { pid: process.pid, work: count(labelSheetLimit) },
    },
  };
}
