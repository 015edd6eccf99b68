import { DonationsService, IntakeModule, LoggingService } from '#bank/intake';
import { OrganisationsService, UsersService } from '#bank/people';
import { type Actor, type Member, newId } from '#platform/kernel';
import { type Services, services } from '../servers/services.js';

export const SYSTEM: Actor = { kind: 'system', channel: 'system' };

export interface Place {
  organisationId: string;
  placeId: string;
}

/** Intake and the layers under it: the demo's collection point and bank, and a second collection point. */
export interface IntakeFixtures extends Services {
  readonly suresnes: Place;
  readonly nanterre: Place;
  /** Collects at Suresnes. */
  readonly aude: Member;
  /** Collects at Nanterre. */
  readonly other: Member;
  /** Coordinates the bank. */
  readonly leila: Member;
  /** A donation of a public body with a name of its own, so that inventory numbers of tests never meet. */
  readonly donation: (over?: {
    actor?: Member;
    arrival?: 'promised' | 'received';
    person?: boolean;
    quantity?: number;
  }) => Promise<string>;
  readonly log: (donationId: string, device?: object, actor?: Actor) => Promise<string>;
}

export async function intakeFixtures(): Promise<IntakeFixtures> {
  const s = await services(IntakeModule);
  const { app, work, fixtures } = s;
  const { aude, leila } = fixtures.people;
  const suresnes = {
    organisationId: fixtures.organisations.collection.id,
    placeId: fixtures.organisations.collection.place,
  };

  const organisations = app.get(OrganisationsService);
  const users = app.get(UsersService);
  const organisationId = await work((tx) =>
    organisations.create(tx, SYSTEM, { kind: 'collection_point', name: 'Point de collecte de Nanterre' }),
  );
  const nanterre = { organisationId, placeId: (await organisations.mainPlace(organisationId)).id };
  const userId = await work((tx) =>
    users.create(tx, SYSTEM, { name: 'Invented Person', email: `${newId()}@example.fr` }),
  );
  const membershipId = await work((tx) => users.join(tx, SYSTEM, userId, organisationId, ['collector']));
  const { operatorNumber } = await users.membership(membershipId);
  const other: Member = { ...aude, userId, membershipId, operatorNumber, organisationId };

  let towns = 0;
  const donation: IntakeFixtures['donation'] = ({ actor = aude, arrival = 'received', person, quantity } = {}) => {
    const donor = person
      ? { kind: 'person' as const, contact: { name: 'Camille Exemple', phone: '01 23 45 67 89' } }
      : { kind: 'public_body' as const, name: `Ville nº ${++towns}` };
    const placeId = actor === other ? nanterre.placeId : suresnes.placeId;
    const expected = quantity ? [{ category: 'laptop' as const, quantity }] : [];
    return work((tx) => app.get(DonationsService).create(tx, actor, { donor, placeId, arrival, expected }));
  };
  const log: IntakeFixtures['log'] = (donationId, device = {}, actor = aude) =>
    work((tx) =>
      app.get(LoggingService).log(tx, actor, donationId, { category: 'laptop', condition: 'works', ...device }),
    );
  return { ...s, suresnes, nanterre, aude, other, leila, donation, log };
}
