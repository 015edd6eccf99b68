import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#demo';
import { ORGANISATION_KINDS, type OrganisationKind, ROLES, ROLES_OF, type Role } from '#kernel';
import { OrganisationsService, SignInService, UsersService } from '#people';
import type { TestApp } from './app.js';
import { Visitor } from './visitor.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** Whose objects the demo has; a person of one organisation asks for its own, a person of another asks for the same ones. */
export type Side = 'bank' | 'collection' | 'workshop' | 'structure';

/** Somebody with exactly one role: a browser and, where there may be one, a program with a token. */
export interface Someone {
  readonly page: Visitor;
  readonly api: Visitor;
  /** The same person in a session of its own: what ends it ends nobody else's. */
  readonly apart: () => Promise<Someone>;
}

/** A kind of person: one in the demo's organisation, and one with the same role in another. */
export interface Kind {
  /** Null when the person belongs to none of the organisations that work on objects. */
  readonly side: Side | null;
  readonly own: Someone;
  readonly foreign: Someone | null;
}

/** The demo's organisation for each kind of organisation, and another of that kind. */
const ORGANISATIONS: Readonly<Record<OrganisationKind, readonly [string, string | null]>> = {
  bank: ['bank', null],
  collection_point: ['collection', 'otherCollection'],
  ea: ['workshop', 'otherWorkshop'],
  esat: ['workshop', 'otherWorkshop'],
  structure: ['structure', 'otherStructure'],
  committee: ['committee', null],
  donor: ['donor', null],
};
const organisationsOf = (role: Role) =>
  ORGANISATIONS[ORGANISATION_KINDS.find((kind) => ROLES_OF[kind].includes(role))!];
const SIDES: readonly Side[] = ['bank', 'collection', 'workshop', 'structure'];

export type PersonKind = 'stranger' | 'instance' | Role;
/** Whose things somebody has; null for whoever belongs to none of the organisations that work on things. */
export const sideOf = (who: PersonKind): Side | null =>
  who === 'stranger' || who === 'instance' ? null : (SIDES.find((side) => side === organisationsOf(who)[0]) ?? null);

/** Every kind of person of the organisation, one role each, beside the people of the demo. */
export async function everybody(t: TestApp, fixtures: Fixtures): Promise<Readonly<Record<PersonKind, Kind>>> {
  const db = t.app.get(DataSource);
  const organisations = new Map<string, string>(
    Object.entries(fixtures.organisations).map(([name, { id }]) => [name, id]),
  );
  const found = async (name: string, kind: 'collection_point' | 'donor', label: string) =>
    organisations.set(
      name,
      await db.transaction((tx) => t.app.get(OrganisationsService).create(tx, SYSTEM, { kind, name: label })),
    );
  await found('otherCollection', 'collection_point', 'Point de collecte de Clichy');
  await found('donor', 'donor', 'Mairie donatrice');

  const someone = async (role: Role, at: string): Promise<Someone> => {
    const users = t.app.get(UsersService);
    const email = `${role}.${at}@essai.example`.toLowerCase();
    const organisation = organisations.get(at)!;
    const token = await db.transaction(async (tx) => {
      const user = await users.create(tx, SYSTEM, { name: `${role} ${at}`, email, password: DEMO_PASSWORD });
      const membership = await users.join(tx, SYSTEM, user, organisation, [role]);
      return users.makeToken(tx, SYSTEM, membership, 'essai');
    });
    const signedIn = async (): Promise<Someone> => ({
      page: await inSession(email, organisation),
      api: Visitor.program(t, token.secret),
      apart: signedIn,
    });
    return signedIn();
  };
  const inSession = async (email: string, organisation: string): Promise<Visitor> =>
    Visitor.withSession(t, await t.app.get(SignInService).signIn(email, DEMO_PASSWORD, '192.0.2.1'), organisation);
  const stranger = async (): Promise<Someone> => {
    const visitor = Visitor.stranger(t);
    return { page: visitor, api: visitor, apart: stranger };
  };
  const sacha = async (): Promise<Someone> => ({
    page: await inSession('sacha@demo.example', 'instance'),
    api: Visitor.stranger(t),
    apart: sacha,
  });
  const kinds: Partial<Record<PersonKind, Kind>> = {
    stranger: { side: null, own: await stranger(), foreign: null },
    // A token acts as a membership, and the instance administrator has none.
    instance: { side: null, own: await sacha(), foreign: null },
  };
  for (const role of ROLES) {
    const [organisation, other] = organisationsOf(role);
    const own = await someone(role, organisation);
    const foreign = other ? await someone(role, other) : null;
    kinds[role] = { side: sideOf(role), own, foreign };
  }
  return kinds as Record<PersonKind, Kind>;
}
