import { bulkMove } from './bulk.row.js';
import { changeOfState } from './change-of-state.js';
import { dataImport } from './data-import.row.js';
import { deviceFile } from './device-file.js';
import { changeUntold, feed, webhooks } from './events.row.js';
import { committeePage } from './figures.row.js';
import type { Ground } from './ground.js';
import { inventories } from './inventories.row.js';
import { labelSheets } from './label-sheets.row.js';
import { listBeside } from './list-beside.row.js';
import { readings } from './readings.js';
import { receipts } from './receipts.row.js';
import type { Measurable, Whole } from './rounds.js';
import { signInBesideLabels } from './sign-in-beside.row.js';

/** Every row of the bench, in the order of its report. */
export async function rowsOf(ground: Ground, fileRows: number): Promise<Measurable[]> {
  const heavy: Whole[] = [
    await deviceFile(ground, fileRows, 'csv'),
    await deviceFile(ground, fileRows, 'xlsx'),
    await deviceFile(ground, fileRows, 'ods'),
    dataImport(ground, fileRows),
    await inventories(ground),
  ];
  const change = await changeOfState(ground);
  return [
    change,
    changeUntold(ground, change),
    await feed(ground),
    await webhooks(ground),
    ...readings(ground),
    await bulkMove(ground),
    await committeePage(ground),
    ...heavy,
    ...heavy.map((row) => listBeside(ground, row)),
    ...signInBesideLabels(ground),
    labelSheets(),
    receipts(),
  ];
}
