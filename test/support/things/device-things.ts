import { DataSource } from 'typeorm';
import { BulkService } from '#bank/bulk';
import { DEMO_PASSWORD, MACHINES } from '#bank/demo';
import { DeviceLocksService } from '#bank/intake';
import { Reception } from '#bank/inventories';
import { ContainersService } from '#bank/logistics';
import { PhotosService } from '#bank/photos';
import { BenchRuns, MediaService, RemovedMedia } from '#bank/workshop';
import type { Side } from '../browser/everybody.js';
import { freshMachine, machineSays } from '../machines/machine-documents.js';
import { somePhoto } from '../papers/photo.js';
import type { DemoFinder, DevicesOfSides } from '../servers/demo-finder.js';
import type { Things } from './things.js';

/** Devices, and what is kept of each: its lock, photo, media, inventory, erasure log. */
export async function deviceThings(
  { t, db, organisations, people, actorOf, one, each }: DemoFinder,
  devices: DevicesOfSides,
) {
  const withVerb = async (side: Side) => ({ ...devices[side], verb: 'move' });
  const medium = await one(
    'SELECT m.id AS medium, d.code FROM devices.medium m JOIN devices.device d ON d.id = m.device_id WHERE d.code = $1',
    devices.workshop['code'],
  );
  return {
    device: devices,
    'device to move': await each(withVerb),
    'locked device': await each(async (side) => ({
      ...devices[side],
      lock: await db.transaction((tx) =>
        t.app
          .get(DeviceLocksService)
          .declare(tx, actorOf[side === 'structure' ? 'bank' : side], devices[side]['code']!, 'mdm'),
      ),
    })),
    'bulk act': await each(async (side) => {
      const { id: deviceId } = await one('SELECT id FROM devices.device WHERE code = $1', devices[side]['code']);
      const chosen = { verb: 'move', ids: [deviceId!] } as const;
      return { id: await db.transaction((tx) => t.app.get(BulkService).prepare(tx, actorOf[side], chosen)) };
    }),
    photo: await each(async (side) => {
      const { code } = devices[side] as { code: string };
      const photoFile = await somePhoto();
      const { id } = await one('SELECT id FROM devices.device WHERE code = $1', code);
      await db.transaction((tx) => t.app.get(PhotosService).add(tx, people.leila, id!, [photoFile]));
      const [photo] = await t.app.get(PhotosService).list(id!);
      return { code, id: photo!.id, file: `${photo!.id}.jpg` };
    }),
    medium: { workshop: medium } as Things,
    'received inventory': await each(async (side) => {
      const { id } = await t.app.get(Reception).receive(actorOf[side], machineSays(freshMachine()));
      return { id };
    }),
    'erasure log': {
      workshop: await one(
        'SELECT id FROM refurbishment.erasure_log WHERE organisation_id = $1',
        organisations.workshop.id,
      ),
    } as Things,
    'bench run': { workshop: { id: await announcedRun({ t, db, people, one, organisations }) } } as Things,
    'data end': {
      workshop: await one(
        `SELECT id FROM refurbishment.data_end WHERE kind = 'sent_for_destruction' AND organisation_id = $1`,
        organisations.workshop.id,
      ),
    } as Things,
    ...(await removedThings({ t, people, one }, devices)),
    label: { bank: devices.structure } as Things,
  };
}

/** A machine of the workshop's that its bench PC announced: none that other things are about. */
async function announcedRun({
  t,
  db,
  people,
  one,
  organisations,
}: Pick<DemoFinder, 't' | 'db' | 'people' | 'one' | 'organisations'>) {
  const { code } = await one(
    `SELECT d.code FROM devices.device d WHERE d.holder_org_id = $1 AND d.state = ANY (refurbishment.bench_states()) AND d.serial <> $2 ORDER BY d.id DESC`,
    organisations.workshop.id,
    MACHINES.toErase,
  );
  const drives = [{ serial: 'ESSAI-1', model: 'WDC WD10EZEX', sizeBytes: null, bus: 'sata' }];
  return db.transaction((tx) => t.app.get(BenchRuns).announce(tx, people.karim, { device: code!, drives }));
}

/** A disk that was taken out of a device of the workshop's. */
async function removedThings({ t, people, one }: Pick<DemoFinder, 't' | 'people' | 'one'>, devices: DevicesOfSides) {
  const { id } = await one('SELECT id FROM devices.device WHERE code = $1', devices.workshop['code']);
  const media = t.app.get(MediaService);
  const out = (serial: string) =>
    t.app.get(DataSource).transaction(async (tx) => {
      const disk = await media.declare(tx, people.karim, id!, { kind: 'disk', serial });
      return (await media.gone(tx, people.karim, id!, disk, 'removed', DEMO_PASSWORD))!;
    });
  const [medium, destroyed] = [await out('RETIRE-ESSAI-1'), await out('DETRUIT-ESSAI-1')];
  const slip = { password: DEMO_PASSWORD, scan: Buffer.from('%PDF-1.7 bordereau') };
  await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(RemovedMedia).act(tx, people.karim, 'destroy', destroyed, slip));
  return {
    'removed medium': { workshop: { medium } } as Things,
    'destroyed medium': { workshop: { medium: destroyed } } as Things,
    'removed medium to act on': { workshop: { medium, verb: 'move' } } as Things,
  };
}

/** What travels: lots, and the crates in them. */
export async function roadThings({ t, db, organisations, actorOf, one, each }: DemoFinder, devices: DevicesOfSides) {
  const line =
    'SELECT t.id, l.id AS line, gen_random_uuid() AS container FROM logistics.transfer t JOIN logistics.transfer_line l ON l.transfer_id = t.id';
  return {
    lot: {
      bank: await one(`${line} WHERE t.state = 'preparing'`),
      collection: await one(`${line} WHERE t.state = 'preparing'`),
      workshop: await one(`${line} WHERE t.state = 'sent' AND t.to_org_id = $1`, organisations.workshop.id),
      structure: await one(`${line} WHERE t.state = 'sent' AND t.to_org_id = $1`, organisations.structure.id),
    } as Things,
    crate: await each(async (side) => ({
      code: await db.transaction((tx) =>
        t.app
          .get(ContainersService)
          .make(tx, actorOf[side], { kind: 'crate', name: 'Essai', placeId: organisations[side].place }),
      ),
      device: (await one('SELECT id FROM devices.device WHERE code = $1', devices[side]['code'])).id!,
    })),
  };
}
