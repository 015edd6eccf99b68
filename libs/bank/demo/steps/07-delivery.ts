import { DeliveriesService, ReservationsService } from '#bank/allocation';
import { ArrivalsService } from '#bank/logistics';
import type { MachineName } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';
import type { Requested } from './06-request.js';

const DELIVERED = ['first', 'givenBack', 'onTheShelf', 'broken', 'withAFault', 'replacement'] as const;

/** Devices are kept for what was asked, leave for the structure, and are confirmed there; one is on its way, one waits. */
export async function delivery(t: Seeding, { machines, laptops, tablets }: Donated & Requested): Promise<void> {
  const { leila, ines } = t.people;
  const arrivals = t.get(ArrivalsService);
  const chosen: readonly MachineName[] = [...DELIVERED, 'reserved', 'onItsWay'];
  const pairs = [
    ...chosen.map((name, i) => ({ unitId: laptops[i]!.id, deviceId: machines[name].id })),
    { unitId: tablets[0]!.id, deviceId: machines.inRepair.id },
  ];
  await t.does((tx) => t.get(ReservationsService).reserve(tx, leila, pairs));

  const box = [...DELIVERED, 'inRepair' as const].map((name) => machines[name]);
  const deliver = (deviceIds: string[]) => t.does((tx) => t.get(DeliveriesService).deliver(tx, leila, { deviceIds }));
  const { transferId } = await deliver(box.map((machine) => machine.id));
  const codes = box.map((machine) => machine.code);
  await t.does((tx) => arrivals.confirm(tx, ines, transferId, codes));
  await t.does((tx) => arrivals.finish(tx, ines, transferId));
  await deliver([machines.onItsWay.id]);
}
