import { allocation } from './allocation.js';
import { arrival } from './arrival.js';
import { bench } from './bench.js';
import { benchRuns } from './bench-runs.js';
import { bulk } from './bulk.js';
import { corrections } from './corrections.js';
import { dataImport } from './data-import.js';
import { donorFiles } from './donor-files.js';
import { inventories } from './inventories.js';
import { labels } from './labels.js';
import { locks } from './locks.js';
import { mails } from './mails.js';
import { onTheRoad } from './on-the-road.js';
import { receipts } from './receipts.js';
import type { Writes } from './write.js';

/** One valid write for every POST of the API, in the order in which they are sent. */
export const VALID_WRITES: Writes = {
  ...bulk,
  ...locks,
  ...arrival,
  ...donorFiles,
  ...onTheRoad,
  ...labels,
  ...bench,
  ...allocation,
  ...receipts,
  ...dataImport,
  ...inventories,
  ...corrections,
  ...benchRuns,
  ...mails,
};
