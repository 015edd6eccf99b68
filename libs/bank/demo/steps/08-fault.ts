import { showAssetCode } from '#bank/devices';
import { type FaultReport, FaultsService, TicketsService } from '#bank/faults';
import type { Actor } from '#platform/kernel';
import { DEMO_PASSWORD } from '../fixtures.js';
import type { Machine } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';

const SOMEBODY: Actor = { kind: 'stranger', channel: 'page' };

/** People scan their label: one fault is solved, one device is swapped, one is in repair, one waits, one label leads nowhere. */
export async function fault(t: Seeding, { machines }: Donated): Promise<void> {
  const { ines } = t.people;
  const tickets = t.get(TicketsService);
  const report = (machine: Machine, words: Pick<FaultReport, 'problem' | 'sentence'>): Promise<string> =>
    t.does((tx) =>
      t.get(FaultsService).report(tx, SOMEBODY, { label: showAssetCode(machine.code), countedBy: null, ...words }),
    );

  const solved = await report(machines.first, { problem: 'internet', sentence: 'Le Wi-Fi ne marche plus chez moi.' });
  await t.does((tx) => tickets.take(tx, ines, solved));
  await t.does((tx) => tickets.solve(tx, ines, solved, 'settings'));

  const swapped = await report(machines.broken, { problem: 'no_power', sentence: 'Il ne s’allume plus du tout.' });
  await t.does((tx) => tickets.take(tx, ines, swapped));
  await t.does((tx) =>
    tickets.swap(tx, ines, swapped, {
      replacementDeviceId: machines.replacement.id,
      unsigned: 'by_phone',
      password: DEMO_PASSWORD,
    }),
  );

  const inRepair = await report(machines.inRepair, { problem: 'screen', sentence: 'La vitre est fendue.' });
  await t.does((tx) => tickets.take(tx, ines, inRepair));
  await t.does((tx) => tickets.takeIn(tx, ines, inRepair, t.organisations.structure.place));

  await report(machines.withAFault, { problem: 'other', sentence: 'On n’entend plus le son.' });
  await t.does((tx) =>
    t.get(FaultsService).report(tx, SOMEBODY, { label: 'MAIRIE-0412', problem: 'screen', countedBy: null }),
  );
}
