import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_TIMESTAMP, migrationClasses } from './migration.js';

const folder = mkdtempSync(join(tmpdir(), 'bn-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('migrations go in the order of their numbers, also past 999', async () => {
  for (const file of [
    '1000-devices-more.sql',
    '999-devices-last.sql',
    '010-platform.sql',
    '99-too-short.sql',
    'notes.md',
  ])
    writeFileSync(join(folder, file), 'SELECT 1');
  expect((await migrationClasses(folder)).map((Step) => new Step().name)).toEqual([
    `Platform${FIRST_TIMESTAMP + 10}`,
    `DevicesLast${FIRST_TIMESTAMP + 999}`,
    `DevicesMore${FIRST_TIMESTAMP + 1000}`,
  ]);
});
