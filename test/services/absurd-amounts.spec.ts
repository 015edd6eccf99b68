import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InventoryService, readInventory, SnapshotQueries } from '#bank/devices';
import { LogisticsModule } from '#bank/logistics';
import { WorkshopModule } from '#bank/workshop';
import { RuleBroken, sha256 } from '#platform/kernel';
import { type Services, services } from '../support/servers/services.js';
import { benchBundle, FIRMWARE } from '../support/things/bench-bundle.js';
import { erasedLog, type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  w = workbench(s);
});
afterAll(() => s.close());

const FOLDER = join(import.meta.dirname, '../fixtures/inventories');
const SAMPLES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(?:json|xml|txt)$/.test(f));

/** Every number of a sample is one that no column of Postgres holds, or nearly. */
const ABSURD = ['18446744073709551615', '9223372036854775808', '9007199254740991', '2147483648', '-1', '1e400'];

test('the logs of erasing tools with absurd amounts are read, and prove nothing of a disk that they did not erase', async () => {
  const logs = readdirSync(join(FOLDER, '../nwipe')).filter((f) => f.endsWith('.log'));
  const d = await w.demo.withTwoDisks();
  for (const name of logs)
    for (const number of ABSURD) {
      const log = erasedLog(d, name)
        .toString()
        .replace(/(?<=[\s/|,=])\d+(?=[\s/|,]|$)/gm, number);
      await w.upload(Buffer.from(log), d.id);
      await w.upload(Buffer.from(benchBundle({ serial: d.sata, size: number, nwipe: log })), d.id);
      await w.upload(Buffer.from(benchBundle({ ...FIRMWARE, serial: d.sata, size: number })), d.id);
    }
  expect((await w.failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
});

test.each(SAMPLES)('%s with absurd amounts is taken, and shown', async (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const { karim } = s.fixtures.people;
  const [id] = await w.demo.atWorkshop();
  for (const number of ABSURD) {
    const bytes = text.replace(/(?<=[\s:>"])\d+(?:\.\d+)?(?=[\s,<"]|$)/gm, number);
    let inventory: ReturnType<typeof readInventory>;
    try {
      inventory = readInventory(bytes);
    } catch (error) {
      if (error instanceof RuleBroken) continue;
      throw error;
    }
    const named = { ...inventory, machine: { ...inventory.machine, serial: null } };
    await s.work((tx) => s.app.get(InventoryService).attach(tx, karim, id!, named, sha256(bytes)));
    await s.app.get(SnapshotQueries).demo(id!);
  }
});
