import { ArrivalsService, TransfersService } from '#bank/logistics';
import { FINISHED } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';

/** The workshop gives what is ready to the bank. At the desk, a phone goes back to its donor and a laptop was stolen. */
export async function toTheBank(t: Seeding, { machines }: Donated): Promise<void> {
  const { aude, leila, moussa } = t.people;
  const transfers = t.get(TransfersService);
  const arrivals = t.get(ArrivalsService);
  const lot = await t.does(async (tx) => {
    const id = await transfers.prepare(tx, moussa, { toOrganisationId: t.organisations.bank.id });
    await transfers.addDevices(
      tx,
      moussa,
      id,
      FINISHED.map((name) => machines[name].id),
    );
    return id;
  });
  await t.does((tx) => transfers.send(tx, moussa, lot));
  const codes = FINISHED.map((name) => machines[name].code);
  await t.does((tx) => arrivals.confirm(tx, leila, lot, codes));
  await t.does((tx) => arrivals.finish(tx, leila, lot));

  await t.does((tx) => t.act(tx, aude, 'return_to_donor', machines.locked, 'locked_by_donor'));
  await t.does((tx) => t.act(tx, aude, 'report_lost', machines.stolen, 'stolen'));
}
