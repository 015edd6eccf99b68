import { rmSync } from 'node:fs';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { createBackup } from '../../apps/server/startup/backups.js';
import { LoopHeld } from '../support/counting/loop-held.js';
import type { TestDatabase } from '../support/servers/database.js';
import { scratchFolder } from '../support/servers/scratch.js';
import { seededDatabase } from '../support/things/seeded.js';

/** Longer than so many milliseconds nobody else waits for the process that backs up at night. */
const HELD_MS = 55;

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  // With its 36,000 rows: tables and files that are longer than a turn.
  ({ database } = await seededDatabase('demo'));
  folder = scratchFolder('bn-held-');
}, 300_000);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('a backup that is encrypted, put back and compared holds up nobody whom the same process serves', async () => {
  const recipients = [await identityToRecipient(await generateIdentity())];
  const held = new LoopHeld();
  const { proof } = await held.during('backup', HELD_MS, async () => {
    rmSync(folder, { recursive: true, force: true });
    return createBackup({ ownerUrl: database.ownerUrl, folder, recipients, dataFolder: null });
  });
  expect(proof).toEqual({ how: 'restored', why: null });
  expect(held.worst.filter(([, ms]) => ms > HELD_MS)).toEqual([]);
}, 600_000);
