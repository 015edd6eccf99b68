import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { OrganisationsService, SignInService, UsersService } from '#bank/people';
import { ORGANISATION_KINDS, type OrganisationKind, ROLES, ROLES_OF, type Role } from '#platform/kernel';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

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

/** Names of the demo's organisation where somebody may have a role, and of another of its kind. */
export const organisationsOf = (role: Role) =>
  ORGANISATIONS[ORGANISATION_KINDS.find((kind) => ROLES_OF[kind].includes(role))!];

/** Somebody with exactly one role: how they sign in, and the secrets of a session and of a program of theirs. */
export interface Member {
  readonly email: string;
  readonly organisation: string;
  readonly session: string;
  readonly token: string;
}

/** Of every role somebody in the demo's organisation, and somebody in another; and a session of the instance administrator. */
export interface Members {
  readonly instance: string;
  readonly roles: Readonly<Record<Role, { readonly own: Member; readonly foreign: Member | null }>>;
}

/** A session of its own of whoever has the demo's password. @returns its secret */
export const sessionOf = (app: INestApplicationContext, email: string): Promise<string> =>
  app.get(SignInService).signIn(email, DEMO_PASSWORD, '192.0.2.1');

/** Makes them in an application where the demo is: each password is hashed and each session begun, a second of work. */
export async function makeMembers(app: INestApplicationContext, fixtures: Fixtures): Promise<Members> {
  const db = app.get(DataSource);
  const organisations = new Map<string, string>(
    Object.entries(fixtures.organisations).map(([name, { id }]) => [name, id]),
  );
  const found = async (name: string, kind: 'collection_point' | 'donor', label: string) =>
    organisations.set(
      name,
      await db.transaction((tx) => app.get(OrganisationsService).create(tx, SYSTEM, { kind, name: label })),
    );
  await found('otherCollection', 'collection_point', 'Point de collecte de Clichy');
  await found('donor', 'donor', 'Mairie donatrice');

  const member = async (role: Role, at: string): Promise<Member> => {
    const users = app.get(UsersService);
    const email = `${role}.${at}@essai.example`.toLowerCase();
    const organisation = organisations.get(at)!;
    const { secret: token } = await db.transaction(async (tx) => {
      const user = await users.create(tx, SYSTEM, { name: `${role} ${at}`, email, password: DEMO_PASSWORD });
      const membership = await users.join(tx, SYSTEM, user, organisation, [role]);
      return users.makeToken(tx, SYSTEM, membership, 'essai');
    });
    return { email, organisation, token, session: await sessionOf(app, email) };
  };
  const instance = await sessionOf(app, 'sacha@demo.example');
  const roles: Partial<Record<Role, { own: Member; foreign: Member | null }>> = {};
  for (const role of ROLES) {
    const [organisation, other] = organisationsOf(role);
    const own = await member(role, organisation);
    roles[role] = { own, foreign: other ? await member(role, other) : null };
  }
  return { instance, roles: roles as Members['roles'] };
}
