import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WRITES = /INSERT\s+INTO\s+devices\.device_event\b/i;

/** Every file below a folder that writes a device's history; specs plant what they want. */
const writers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.(?:tsx?|sql)$/.test(path) && !path.endsWith('.spec.ts'))
    .filter((path) => WRITES.test(readFileSync(path, 'utf8')));

test('the history of devices is written by one text of the program, and by one function of Postgres for its own changes', () => {
  expect(['libs', 'apps', 'migrations'].flatMap(writers).sort()).toEqual([
    'libs/bank/devices/device/acts/device-changes.ts',
    'migrations/devices/functions/leave_state.sql',
  ]);
});
