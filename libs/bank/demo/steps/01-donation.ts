import { type Category, type Condition, DevicesService } from '#bank/devices';
import {
  DepositsService,
  DonationQueries,
  DonationsService,
  FilesService,
  LabelsService,
  LoggingService,
} from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { demoFile } from '../fixtures.js';
import { MACHINES, type MachineName, type Machines } from '../machines.js';
import type { Seeding } from '../seeding.js';

export interface Donated {
  readonly machines: Machines;
}

type Described = [name: MachineName, category: Category, make: string, model: string, condition: Condition];

const OF_THE_COMPANY: readonly Described[] = [
  ['neverArrived', 'laptop', 'LENOVO', 'ThinkPad L390', 'works'],
  ['inALot', 'laptop', 'LENOVO', 'ThinkPad L390', 'works'],
  ['inAnotherLot', 'laptop', 'LENOVO', 'ThinkPad L390', 'worn'],
  ['stolen', 'laptop', 'LENOVO', 'ThinkPad L390', 'works'],
  ['forParts', 'desktop', 'HP', 'ProDesk 400 G4', 'faulty'],
  ['onTheDesk', 'desktop', 'HP', 'ProDesk 400 G4', 'works'],
];
const OF_A_PERSON: readonly Described[] = [
  ['locked', 'smartphone', 'Fairphone', 'FP3', 'unknown'],
  ['tabletOnTheDesk', 'tablet', 'Apple', 'iPad 6', 'works'],
];

/** A town gives a spreadsheet of devices, a company and a person bring theirs to the desk, a département promises more. */
export async function donation(t: Seeding): Promise<Donated> {
  const { aude } = t.people;
  const placeId = t.organisations.collection.place;
  const donations = t.get(DonationsService);

  const town = await t.does((tx) =>
    donations.create(tx, aude, {
      donor: {
        kind: 'public_body',
        name: 'Ville de Suresnes',
        contact: { name: 'Service informatique', phone: '01 99 00 45 67' },
      },
      placeId,
      arrival: 'promised',
      expected: [
        { category: 'laptop', quantity: 11 },
        { category: 'desktop', quantity: 3 },
        { category: 'tablet', quantity: 3 },
        { category: 'monitor', quantity: 2 },
        { category: 'printer', quantity: 1 },
      ],
    }),
  );
  await t.does((tx) => donations.receive(tx, aude, town));
  const decided = { kind: 'deliberation', assembly: 'conseil municipal', number: '2026-118', on: '2026-01-15' };
  await t.does((tx) => t.get(DepositsService).decide(tx, aude, town, decided));
  const mayor = { name: 'Dominique Inventé', quality: 'maire', from: '2026-01-01' };
  await t.does((tx) => t.get(DepositsService).represent(tx, aude, town, mayor));
  await logTheFile(t, town);

  const company = await t.does((tx) =>
    donations.create(tx, aude, {
      donor: { kind: 'company', name: 'Imprimerie des Coteaux', contact: { name: 'Accueil', phone: '01 99 00 78 90' } },
      placeId,
      arrival: 'received',
      expected: [
        { category: 'laptop', quantity: 4 },
        { category: 'desktop', quantity: 2 },
      ],
    }),
  );
  await logOneByOne(t, company, OF_THE_COMPANY);
  await logTwice(t, company);
  const person = await t.does((tx) =>
    donations.create(tx, aude, { donor: { kind: 'person' }, placeId, arrival: 'received' }),
  );
  await logOneByOne(t, person, OF_A_PERSON);
  await t.does((tx) => donations.close(tx, aude, person));
  await t.does((tx) =>
    donations.create(tx, aude, {
      donor: { kind: 'public_body', name: 'Conseil départemental' },
      placeId,
      arrival: 'promised',
      expected: [
        { category: 'laptop', quantity: 40 },
        { category: 'monitor', quantity: 15 },
      ],
    }),
  );
  return { machines: await machinesOf(t, [town, company, person]) };
}

async function logTheFile(t: Seeding, town: string): Promise<void> {
  const { aude } = t.people;
  const bytes = demoFile('ville-de-suresnes.csv');
  const sheet = { filename: 'ville-de-suresnes.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const file = await t.does((tx) => t.get(FilesService).upload(tx, aude, town, sheet));
  await t.does((tx) => t.get(FilesService).apply(tx, aude, file));
  await t.does((tx) => t.get(LabelsService).printDonation(tx, aude, town));
  await t.does((tx) => t.get(DonationsService).close(tx, aude, town));
}

async function logOneByOne(t: Seeding, donationId: string, devices: readonly Described[]): Promise<void> {
  for (const [name, category, make, model, condition] of devices) {
    const device = { category, make, model, condition, serial: MACHINES[name] };
    await t.does((tx) => t.get(LoggingService).log(tx, t.people.aude, donationId, device));
  }
}

async function logTwice(t: Seeding, donationId: string): Promise<void> {
  const screen = { category: 'monitor', make: 'Samsung', model: 'S24E450', condition: 'works' } as const;
  const twice = await t.does((tx) => t.get(LoggingService).log(tx, t.people.aude, donationId, screen));
  await t.does((tx) => t.get(DevicesService).act(tx, t.people.aude, 'withdraw', twice, { reason: 'logged_twice' }));
}

async function machinesOf(t: Seeding, donations: readonly string[]): Promise<Machines> {
  const bySerial = new Map<string, { id: string; code: string }>();
  for (const id of donations) {
    const { items } = await t.get(DonationQueries).devices(t.people.aude, id);
    for (const d of items) if (d.serial) bySerial.set(d.serial, { id: d.id, code: d.code });
  }
  const machines = Object.entries(MACHINES).map(([name, serial]) => {
    const machine = bySerial.get(serial);
    if (!machine) throw new Error(`the demo has no ${serial}`);
    return [name, machine];
  });
  return Object.fromEntries(machines);
}
