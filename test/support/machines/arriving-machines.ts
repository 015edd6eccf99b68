import { DeviceQueries, DevicesService, type NewDevice } from '#bank/devices';
import { Reception, type ReceptionOutcome } from '#bank/inventories';
import type { Actor } from '#platform/kernel';
import type { Services } from '../servers/services.js';
import { machineSays, type Says } from './machine-documents.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export type Arriving = ReturnType<typeof arriving>;

/** Devices on a shelf, and machines that say what they are to the bank; Karim of the workshop sends it unless it is said who. */
export function arriving(s: Services) {
  const receive = (says: Says, who: Actor = s.fixtures.people.karim): Promise<ReceptionOutcome> =>
    s.app.get(Reception).receive(who, machineSays({ name: 'poste-12-claire', tag: null, ...says }));
  return {
    receive,
    logged: async (of: Partial<NewDevice> = {}, at: 'workshop' | 'collection' = 'workshop') => {
      const { id: organisation, place } = s.fixtures.organisations[at];
      const [id] = await s.work((tx) =>
        s.app
          .get(DevicesService)
          .log(tx, SYSTEM, [{ category: 'laptop', ...of }], { location: { place }, holder: { organisation } }),
      );
      const [row] = await s.db.query('SELECT id, code FROM devices.device WHERE id = $1', [id]);
      return row as { id: string; code: string };
    },
    /** The device that the machine was attached to, or why a person has to say. */
    wentTo: async (says: Says, who?: Actor): Promise<string> => {
      const outcome = await receive(says, who);
      return outcome.kind === 'attached'
        ? outcome.deviceId
        : outcome.kind === 'waiting'
          ? outcome.reason
          : outcome.kind;
    },
    mediaOf: async (id: string) => (await s.app.get(DeviceQueries).media(id)).map((m) => m.serial).sort(),
    snapshots: async (id: string): Promise<number> =>
      (await s.db.query('SELECT count(*)::int AS n FROM devices.snapshot WHERE device_id = $1', [id]))[0].n,
  };
}
