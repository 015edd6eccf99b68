import { changeOfState } from './change-of-state.js';
import { deviceFile } from './device-file.js';
import { committeePage } from './figures.row.js';
import type { Ground } from './ground.js';
import { inventories } from './inventories.row.js';
import { labelSheets } from './label-sheets.row.js';
import { readings } from './readings.js';
import { receipts } from './receipts.row.js';
import type { Measurable } from './rounds.js';

/** Every row of the bench, in the order of its report. */
export async function rowsOf(ground: Ground, fileRows: number): Promise<Measurable[]> {
  return [
    await changeOfState(ground),
    ...readings(ground),
    await committeePage(ground),
    await deviceFile(ground, fileRows, 'csv'),
    await deviceFile(ground, fileRows, 'xlsx'),
    await deviceFile(ground, fileRows, 'ods'),
    await inventories(ground),
    labelSheets(),
    receipts(),
  ];
}
