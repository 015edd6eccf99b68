import { InventoryService, type MediumKind, readInventory } from '#bank/devices';
import { BenchService, Countersigning, ErasureService, MediaService, type MediaStatement } from '#bank/workshop';
import { clock, sha256 } from '#platform/kernel';
import { DEMO_PASSWORD, demoFile } from '../fixtures.js';
import { MACHINES, type MachineName } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';

/** Their disks had been taken out by the town before it gave them; they start from a key. */
const WITHOUT_A_DISK = [
  'givenBack',
  'onTheShelf',
  'reserved',
  'onItsWay',
  'withAFault',
  'toGrade',
  'desktopInStock',
] as const satisfies readonly MachineName[];
/** What the agent, started from a key, says of some of them: their memory, and no storage. */
const READ_BY_THE_AGENT = [
  ['onTheShelf', 'LENOVO', '20LS'],
  ['inStock', 'LENOVO', '20LS'],
  ['reserved', 'HP', 'EliteBook 840 G5'],
  ['desktopInStock', 'Dell Inc.', 'OptiPlex 3050'],
] as const satisfies readonly [MachineName, string, string][];
const DESTROYED = [
  ['broken', 'ssd', 'S4DEMO000101'],
  ['replacement', 'ssd', 'S4DEMO000102'],
] as const satisfies readonly [MachineName, MediumKind, string][];
/** What is signed of their media once the test sheet says that a system starts: that it is on none of them. */
export const SIGNED_AFTER_THE_TEST: ReadonlyMap<MachineName, MediaStatement> = new Map([
  ...WITHOUT_A_DISK.map((name) => [name, 'no_medium'] as const),
  ...DESTROYED.map(([name]) => [name, 'complete_list'] as const),
]);
const RESET = ['inRepair', 'tabletInStock', 'toTest'] as const satisfies readonly MachineName[];

/** What each device stored is known and proven: by nwipe's own log, or by somebody who signs. */
export async function erasure(t: Seeding, { machines }: Donated): Promise<void> {
  const { karim } = t.people;
  const media = t.get(MediaService);

  const inventory = demoFile('inventaire-PF3DEMO1.json');
  await t.does((tx) =>
    t.get(InventoryService).attach(tx, karim, machines.first.id, readInventory(inventory), sha256(inventory)),
  );
  // Of today: the genuine log is of the day on which it was made.
  const today = clock.now().toISOString().slice(0, 10).replaceAll('-', '/');
  const bytes = Buffer.from(demoFile('effacement-PF3DEMO1.log').toString().replaceAll('[2026/11/25', `[${today}`));
  const log = { bytes, filename: 'effacement-PF3DEMO1.log' };
  await t.does((tx) => t.get(ErasureService).receive(tx, karim, log, machines.first.id));

  for (const [name, make, model] of READ_BY_THE_AGENT) {
    const file = inventoryWithoutDisks(MACHINES[name], make, model);
    await t.does((tx) =>
      t.get(InventoryService).attach(tx, karim, machines[name].id, readInventory(file), sha256(file)),
    );
  }
  for (const [name, kind, serial] of DESTROYED) {
    const { id } = machines[name];
    const medium = await t.does((tx) => media.declare(tx, karim, id, { kind, serial, model: 'Samsung PM871' }));
    await t.does((tx) => media.gone(tx, karim, id, medium, 'destroyed', DEMO_PASSWORD));
  }
  for (const name of RESET) {
    const { id } = machines[name];
    const medium = await t.does((tx) => media.declare(tx, karim, id, { kind: 'emmc' }));
    await t.does((tx) => media.state(tx, karim, id, 'complete_list', DEMO_PASSWORD));
    await t.does((tx) => media.gone(tx, karim, id, medium, 'factory_reset', DEMO_PASSWORD));
  }
  await newDisk(t, machines.inStock.id);
  const waiting = machines.toErase.id;
  await t.does((tx) =>
    media.declare(tx, karim, waiting, { kind: 'disk', serial: 'ZA1DEMO7QX', model: 'Seagate ST500' }),
  );
  await t.does((tx) => media.state(tx, karim, waiting, 'complete_list', DEMO_PASSWORD));
  // Its disk does not answer any more: it is taken out, and waits for its destruction.
  const dead = machines.beyondRepair.id;
  const disk = await t.does((tx) =>
    media.declare(tx, karim, dead, { kind: 'disk', serial: 'WX61DEMO4711', model: 'WDC WD5000LPVX' }),
  );
  await t.does((tx) => media.state(tx, karim, dead, 'complete_list', DEMO_PASSWORD));
  await t.does((tx) => media.gone(tx, karim, dead, disk, 'removed', DEMO_PASSWORD));
}

async function newDisk(t: Seeding, id: string): Promise<void> {
  const { karim, moussa } = t.people;
  const media = t.get(MediaService);
  await t.does((tx) => t.get(BenchService).repair(tx, karim, id, ['disk']));
  const disk = { kind: 'ssd', serial: 'S6DEMO000118', model: 'Crucial BX500' } as const;
  const medium = await t.does((tx) => media.declare(tx, karim, id, disk));
  await t.does((tx) => media.state(tx, karim, id, 'complete_list', DEMO_PASSWORD));
  await t.does((tx) => media.gone(tx, karim, id, medium, 'new', DEMO_PASSWORD, { invoice: 'F-2026-0118' }));
  const signed = (await t.get(Countersigning).waiting(moussa)).find(({ what }) => what === 'new');
  await t.does((tx) => t.get(Countersigning).countersign(tx, moussa, [signed!.id], DEMO_PASSWORD));
}

function inventoryWithoutDisks(serial: string, smanufacturer: string, smodel: string): Buffer {
  const inventory = JSON.parse(demoFile('inventaire-PF3DEMO1.json').toString());
  const { content } = inventory;
  content.bios = { ...content.bios, ssn: serial, smanufacturer, smodel };
  content.storages = [];
  return Buffer.from(JSON.stringify(inventory));
}
