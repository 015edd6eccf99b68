import { SimQueries, SimsService, SupplierLists } from '#bank/sims';
import { demoFile } from '../demo-file.js';
import { DEMO_PASSWORD } from '../fixtures.js';
import type { Seeding } from '../seeding.js';
import type { HandedOver } from './08-handover.js';

/** A supplier's list of SIM cards comes into stock, some go to the structure, two to people. */
export async function sims(t: Seeding, { people }: HandedOver): Promise<void> {
  const { leila, ines } = t.people;
  const structureId = t.organisations.structure.id;
  const list = { bytes: demoFile('cartes-sim.csv'), name: 'cartes-sim.csv', plan: '20 Go par mois, appels illimités' };
  await t.does((tx) => t.get(SupplierLists).importList(tx, leila, list));
  await t.does((tx) => t.get(SimsService).allot(tx, leila, structureId, { count: 5 }));
  const { items } = await t.get(SimQueries).list(ines, {});
  for (const [i, sim] of items.slice(0, 2).entries()) {
    const out = { simId: sim.id, beneficiaryId: people[i]!, password: DEMO_PASSWORD };
    await t.does((tx) => t.get(SimsService).handOut(tx, ines, out));
  }
}
