import { DEMO_PASSWORD } from '#bank/demo';
import { DonationsService, type DonorKind, IntakeModule, isPerson, LoggingService } from '#bank/intake';
import { DeclaredValuesService, ReceiptsModule, ReceiptsService } from '#bank/receipts';
import type { Member } from '#platform/kernel';
import { bankToday } from '../servers/bank-day.js';
import { type Services, services } from '../servers/services.js';

/** What a receipt of a company needs beside the donation. */
export const COMPANY = {
  name: 'Société Exemple',
  legalForm: 'SAS',
  siren: '000000026',
  address: '8 rue des Essais, 69001 Lyon',
};
export const PERSON = { name: 'Dominique Exemple', address: '3 impasse des Essais, 92150 Suresnes' };
export const SIGNED = { password: DEMO_PASSWORD };

/** Intake and receipts, with donations that are ready for one. */
export interface ReceiptFixtures extends Services {
  readonly leila: Member;
  readonly aude: Member;
  /** A closed donation with devices and a declared value. */
  readonly closed: (kind?: DonorKind, euros?: string, devices?: number) => Promise<string>;
  readonly issue: (donationId: string, who?: object) => Promise<{ id: string; documentId: string; number: string }>;
}

export async function receiptFixtures(): Promise<ReceiptFixtures> {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  const s = await services(IntakeModule, ReceiptsModule);
  const { app, work, fixtures } = s;
  const { leila, aude } = fixtures.people;
  let made = 0;
  const closed: ReceiptFixtures['closed'] = (kind = 'company', euros = '1 271,80', devices = 1) =>
    work(async (tx) => {
      const donor = isPerson(kind) ? { kind } : { kind, name: `Donateur nº ${++made}` };
      const placeId = fixtures.organisations.collection.place;
      const id = await app.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
      for (let i = 0; i < devices; i++)
        await app
          .get(LoggingService)
          .log(tx, aude, id, { category: 'laptop', condition: 'works', make: 'Lenovo', model: `L48${i}` });
      await app.get(DonationsService).close(tx, aude, id);
      if (kind === 'company' || isPerson(kind))
        await app.get(DeclaredValuesService).note(tx, aude, id, { euros, declaredOn: bankToday(), how: 'letter' });
      if (kind === 'person') await app.get(DeclaredValuesService).check(tx, leila, id, 'second_hand_prices');
      return id;
    });
  const issue: ReceiptFixtures['issue'] = (donationId, who = COMPANY) =>
    work((tx) => app.get(ReceiptsService).issue(tx, leila, donationId, { ...(who as typeof COMPANY), ...SIGNED }));
  return { ...s, leila, aude, closed, issue };
}
