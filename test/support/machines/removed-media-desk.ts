import { InventoryService, readInventory } from '#bank/devices';
import { LoggingService } from '#bank/intake';
import { ErasureService, MediaService, RemovedMedia, RemovedMediaQueries } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { fixture, freshSerial, NVME, PASSWORD, SATA } from '../counting/bench.js';
import type { Life } from '../planted/life.js';
import { broken } from '../servers/services.js';

/** A laptop with two drives, and their serials. */
export interface Machine {
  readonly id: string;
  readonly disks: Readonly<Record<string, string>>;
  /** Their ids, by the serial of the fixture. */
  readonly media: Readonly<Record<string, string>>;
}

type Who = 'karim' | 'leila' | 'ines' | 'moussa';

/** What a workshop does with drives that come out of their machine, through the public services. */
export function removedMediaDesk(life: Life) {
  const removed = life.get(RemovedMedia);
  const queries = life.get(RemovedMediaQueries);
  const { karim } = life.people;

  const inventory = (id: string, disks: Readonly<Record<string, string>>) => {
    const file = fixture('glpi/laptop-two-disks.json', disks);
    return life.s.work((tx) => life.get(InventoryService).attach(tx, karim, id, readInventory(file), sha256(newId())));
  };

  /** A laptop at the workshop whose inventory shows a disk and an NVMe. @param donation that brought it */
  async function machine(donation?: string): Promise<Machine> {
    const device = {
      category: 'laptop',
      make: 'Lenovo',
      model: 'ThinkPad L480',
      serial: freshSerial('PF3-DESK-00000'),
    } as const;
    const id = donation
      ? await life.s.work((tx) => life.get(LoggingService).log(tx, life.people.aude, donation, device))
      : await life.log();
    await life.carry(id, 'workshop');
    const { serial } = (await life.row(id)) as unknown as { serial: string };
    const disks = { [SATA]: freshSerial(SATA), [NVME]: freshSerial(NVME), PF3DEMO1: serial };
    await inventory(id, disks);
    const seen = await life.s.db.query('SELECT id, serial FROM devices.medium WHERE device_id = $1', [id]);
    const idOf = (disk: typeof SATA | typeof NVME): string =>
      seen.find((m: { serial: string }) => m.serial === disks[disk])?.id;
    return { id, disks, media: { [SATA]: idOf(SATA), [NVME]: idOf(NVME) } };
  }

  return {
    queries,
    machine,
    inventory,
    log: (disks: Readonly<Record<string, string>>, deviceId?: string) =>
      life.s.work((tx) => {
        const bytes = fixture('nwipe/sata-and-nvme-erased.log', disks);
        return life.get(ErasureService).receive(tx, karim, { bytes, filename: 'nwipe.log' }, deviceId);
      }),
    /** Gives its code. */
    takeOut: async (d: Machine, disk = SATA): Promise<string> => {
      const media = life.get(MediaService);
      return (await life.s.work((tx) => media.gone(tx, karim, d.id, d.media[disk]!, 'removed', PASSWORD)))!;
    },
    act: (
      code: string,
      verb: Parameters<RemovedMedia['act']>[2],
      input: Parameters<RemovedMedia['act']>[4] = {},
      who: Who = 'karim',
    ) => broken(life.s.work((tx) => removed.act(tx, life.people[who], verb, code, input))),
    one: (code: string, who: Who = 'karim') => queries.byCode(life.people[who], code),
    papers: (kind: 'work_order' | 'removed_medium') =>
      life.s.db.query(
        `SELECT d.facts, w.document_id IS NOT NULL AS withdrawn FROM documents.document d
         LEFT JOIN documents.withdrawal w ON w.document_id = d.id
         WHERE d.type = 'erasure_certificate' AND d.cause_kind = $1 ORDER BY d.id DESC`,
        [kind],
      ),
  };
}
export type RemovedMediaDesk = ReturnType<typeof removedMediaDesk>;
