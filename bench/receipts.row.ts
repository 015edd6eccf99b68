import { receiptLimit, receiptOurs } from './receipts.js';
import type { Requests } from './rounds.js';

/** A tax receipt drawn as the worker draws it, against a loop over pdfkit that shares its font, one at a time. */
export function receipts(): Requests {
  const one = (draw: () => Promise<number>) => async () => {
    await draw();
    return 1;
  };
  return {
    kind: 'requests',
    name: 'receipts',
    unit: 'receipts/s',
    clients: 1,
    aims: { loop: 0.8 },
    sides: {
      ours: { pid: process.pid, work: one(receiptOurs) },
      loop: { pid: process.pid, work: one(receiptLimit) },
    },
  };
}
