import { BeneficiariesService, drawnSignature, HandoversService } from '#bank/allocation';
import { SimQueries, SimsService, SupplierLists } from '#bank/sims';
import { clock } from '#platform/kernel';
import { DEMO_PASSWORD, demoFile } from '../fixtures.js';
import type { MachineName } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';

export interface HandedOver {
  /** References of people the structure accompanies, who have a device. */
  readonly people: readonly string[];
}

const IDENTITIES: Partial<Record<MachineName, { readonly name: string; readonly contact: string }>> = {
  first: { name: 'Personne Exemple', contact: '01 99 00 00 01' },
};
const COMMUNE = { commune: 'Bagneux', communeCode: '92007' };
const HANDED_OVER = [
  ['first', { ageBand: 'soixante_dix_plus', situation: 'retraite' }],
  ['givenBack', { ageBand: 'vingt_cinq_trente_neuf', situation: 'en_emploi' }],
  ['broken', { ageBand: 'quarante_cinquante_neuf', situation: 'sans_emploi' }],
  ['withAFault', { ageBand: 'dix_huit_vingt_quatre', situation: 'scolarise' }],
  ['inRepair', { ageBand: 'soixante_soixante_neuf', situation: 'retraite' }],
] as const satisfies readonly (readonly [MachineName, { ageBand: string; situation: string }])[];

const SOLD: MachineName = 'withAFault';
const BUYER = { name: 'Autre Personne Exemple', contact: '01 99 00 00 02' };
/** Soon enough for the structure to be told in a few days. */
const CREDIT_DAYS = 40;
const SALE = { mode: 'sale', paidBy: 'buyer', criterion: 'etudiant_boursier' } as const;

/** Devices reach people, who sign on the screen; where the bank sells, one is bought. One person gives theirs back. */
export async function handover(t: Seeding, { machines }: Donated, sells: boolean): Promise<HandedOver> {
  const { ines } = t.people;
  const signature = drawnSignature(`data:image/png;base64,${demoFile('signature.png').toString('base64')}`);
  const people: string[] = [];
  for (const [name, statistics] of HANDED_OVER) {
    const beneficiaryId = await t.does((tx) =>
      t.get(BeneficiariesService).create(tx, ines, { ...statistics, ...COMMUNE }),
    );
    await t.does((tx) =>
      t.get(HandoversService).handOver(tx, ines, {
        deviceId: machines[name].id,
        beneficiaryId,
        identity: (name === SOLD && sells ? BUYER : IDENTITIES[name]) ?? null,
        ...(sells && name === SOLD ? SALE : ({ mode: 'gift' } as const)),
        accessories: name === 'inRepair' ? ['charger'] : ['charger', 'mouse'],
        signature,
        password: DEMO_PASSWORD,
      }),
    );
    people.push(beneficiaryId);
  }
  const shelf = t.organisations.structure.place;
  await t.does((tx) => t.get(HandoversService).takeBack(tx, ines, machines.givenBack.id, shelf));
  return { people };
}

/** A supplier's list of SIM cards comes into stock, some go to the structure, two to people. */
export async function sims(t: Seeding, { people }: HandedOver): Promise<void> {
  const { leila, ines } = t.people;
  const structureId = t.organisations.structure.id;
  const list = {
    bytes: demoFile('cartes-sim.csv'),
    name: 'cartes-sim.csv',
    plan: '20 Go par mois, appels illimités',
    creditEndsOn: new Date(clock.ms() + CREDIT_DAYS * 86_400_000).toISOString().slice(0, 10),
  };
  await t.does((tx) => t.get(SupplierLists).importList(tx, leila, list));
  await t.does((tx) => t.get(SimsService).allot(tx, leila, structureId, { count: 5 }));
  const { items } = await t.get(SimQueries).list(ines, {});
  for (const [i, sim] of items.slice(0, 2).entries()) {
    const out = { simId: sim.id, beneficiaryId: people[i]!, password: DEMO_PASSWORD };
    await t.does((tx) => t.get(SimsService).handOut(tx, ines, out));
  }
}
