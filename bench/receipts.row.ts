import { receiptLimit, receiptOurs } from './receipts.js';
import type { Measurable } from './rounds.js';

/** A tax receipt drawn as the worker draws it, against a loop over pdfkit that shares its font, one at a time. */
export function receipts(): Measurable {
  const one = (draw: () => Promise<number>) => async () => {
    await draw();
    return 1;
  };
  return {
    name: 'receipts',
    unit: 'receipts/s',
    target: 0.8,
    clients: 1,
    limit: one(receiptLimit),
    ours: one(receiptOurs),
  };
}
