import { ArrivalsService, ContainersService, TransfersService } from '#bank/logistics';
import { IN_THE_CRATE, TO_THE_WORKSHOP } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';

/** A lot goes to the workshop, its desktops in a sealed crate; one device is missing on arrival. Other lots stay open. */
export async function toTheWorkshop(t: Seeding, { machines }: Donated): Promise<void> {
  const { aude, moussa } = t.people;
  const transfers = t.get(TransfersService);
  const crates = t.get(ContainersService);
  const toOrganisationId = t.organisations.workshop.id;

  const crate = await t.does(async (tx) => {
    const code = await crates.make(tx, aude, {
      kind: 'crate',
      name: 'Caisse bleue',
      placeId: t.organisations.collection.place,
    });
    await crates.put(
      tx,
      aude,
      code,
      IN_THE_CRATE.map((name) => machines[name].code),
    );
    await crates.seal(tx, aude, code, 'S-004217');
    return code;
  });
  const lot = await t.does(async (tx) => {
    const id = await transfers.prepare(tx, aude, { toOrganisationId });
    const loose = [...TO_THE_WORKSHOP, 'neverArrived' as const].map((name) => machines[name].id);
    await transfers.addDevices(tx, aude, id, loose);
    return id;
  });
  await t.does((tx) => transfers.add(tx, aude, lot, crate));
  await t.does((tx) => transfers.send(tx, aude, lot));

  const arrivals = t.get(ArrivalsService);
  const scanned = [...TO_THE_WORKSHOP.map((name) => machines[name].code), crate];
  await t.does((tx) => arrivals.confirm(tx, moussa, lot, scanned));
  await t.does((tx) => arrivals.finish(tx, moussa, lot));

  const sent = await t.does(async (tx) => {
    const id = await transfers.prepare(tx, aude, { toOrganisationId });
    await transfers.addDevices(tx, aude, id, [machines.inALot.id]);
    return id;
  });
  await t.does((tx) => transfers.send(tx, aude, sent));
  await t.does(async (tx) => {
    const id = await transfers.prepare(tx, aude, { toOrganisationId: t.organisations.otherWorkshop.id });
    await transfers.addDevices(tx, aude, id, [machines.inAnotherLot.id]);
  });
}
