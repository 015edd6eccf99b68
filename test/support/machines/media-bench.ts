import { InventoryService, type Medium } from '#bank/devices';
import { BenchService, MediaService, WorkshopQueries } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { fixture, freshSerial, NVME, PASSWORD, SATA } from '../counting/bench.js';
import type { Services } from '../servers/services.js';
import { inventoryOf } from '../things/ready-device.js';
import { workbench } from '../things/workbench.js';

/** A disk as an inventory tells of it. */
export const disk = (serial: string, sizeBytes: number | null = 1e12): Medium => ({
  kind: 'ssd',
  serial,
  serialIsGeneric: false,
  model: 'Samsung 860',
  sizeBytes,
  interface: 'SATA',
});

/** What Karim does with the media of devices at his bench, through the public services. */
export function mediaBench(s: Services) {
  const w = workbench(s);
  const { karim, leila } = s.fixtures.people;
  const bench = s.app.get(BenchService);
  const media = s.app.get(MediaService);
  const gate = (id: string, who = leila) => s.app.get(WorkshopQueries).gate(who, id);
  const stateOf = async (id: string) =>
    (await s.db.query('SELECT state FROM devices.device WHERE id = $1', [id]))[0].state;
  const mediumOf = async (id: string, serial: string) => (await gate(id)).media.find((m) => m.serial === serial)!;
  const repair = (id: string, ...codes: string[]) => s.work((tx) => bench.repair(tx, karim, id, codes));
  const gone = (id: string, mediumId: string, kind: 'removed' | 'destroyed' | 'new', invoice?: string) =>
    s.work((tx) => media.gone(tx, karim, id, mediumId, kind, PASSWORD, { invoice }));
  const list = (id: string, kind: 'no_medium' | 'complete_list' = 'complete_list') =>
    s.work((tx) => media.state(tx, karim, id, kind, PASSWORD));
  const declare = (id: string, serial: string | null, kind: 'ssd' | 'sd' = 'ssd') =>
    s.work((tx) => media.declare(tx, karim, id, { kind, serial }));

  /** A new inventory of the device that lists exactly these disks. */
  const inventory = (id: string, ...disks: Medium[]) =>
    s.work((tx) => s.app.get(InventoryService).attach(tx, karim, id, inventoryOf(8192, disks), sha256(newId())));
  /** The genuine log of one disk, for these two serials. */
  const logOf = (sata: string, nvme = freshSerial(NVME)) =>
    fixture('nwipe/sata-and-nvme-erased.log', { [SATA]: sata, [NVME]: nvme });
  const erase = (id: string, sata: string) => w.upload(logOf(sata), id);
  const finish = async (id: string) => {
    await w.test(id);
    await w.grade(id);
  };

  /** A laptop with one disk, erased, tested and graded. */
  async function oneDisk(): Promise<{ id: string; serial: string }> {
    const [id] = await w.demo.atWorkshop();
    const serial = freshSerial('S4X0NE000000');
    await inventory(id!, disk(serial));
    await erase(id!, serial);
    await finish(id!);
    return { id: id!, serial };
  }
  return { w, gate, stateOf, mediumOf, repair, gone, list, declare, inventory, erase, finish, oneDisk };
}
