import { DataSource } from 'typeorm';
import type { Role } from '#kernel';
import { OrganisationsService, SignInService, UsersService } from '#people';
import { type Cast, STORY_PASSWORD } from '#story';
import type { TestApp } from './app.js';
import { Visitor } from './visitor.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** Whose objects the story has; a person of one house asks for its own, a person of another asks for the same ones. */
export type Side = 'bank' | 'collection' | 'workshop' | 'structure';

/** Somebody with exactly one role: a browser and, where there may be one, a program with a token. */
export interface Someone {
  readonly page: Visitor;
  readonly api: Visitor;
}

/** A kind of person: one in the story's organisation, and one with the same role in another. */
export interface Kind {
  /** Null when the person belongs to none of the houses that work on objects. */
  readonly side: Side | null;
  readonly own: Someone;
  readonly foreign: Someone | null;
}

const ROLES = {
  bank_admin: ['bank', null],
  coordinator: ['bank', null],
  collector: ['collection', 'otherCollection'],
  workshop_supervisor: ['workshop', 'otherWorkshop'],
  technician: ['workshop', 'otherWorkshop'],
  structure_manager: ['structure', 'otherStructure'],
  structure_agent: ['structure', 'otherStructure'],
  committee_reader: ['committee', null],
  donor_contact: ['donor', null],
} as const satisfies Record<Role, readonly [string, string | null]>;
const SIDES: readonly string[] = ['bank', 'collection', 'workshop', 'structure'] satisfies Side[];

/** Every kind of person of the house, one role each, beside the people of the story. */
export async function everybody(
  t: TestApp,
  cast: Cast,
): Promise<Readonly<Record<Role | 'stranger' | 'instance', Kind>>> {
  const db = t.app.get(DataSource);
  const houses = new Map<string, string>(Object.entries(cast.houses).map(([name, { id }]) => [name, id]));
  const found = async (name: string, kind: 'collection_point' | 'donor', label: string) =>
    houses.set(
      name,
      await db.transaction((tx) => t.app.get(OrganisationsService).create(tx, SYSTEM, { kind, name: label })),
    );
  await found('otherCollection', 'collection_point', 'Point de collecte de Clichy');
  await found('donor', 'donor', 'Mairie donatrice');

  const someone = async (role: Role, house: string): Promise<Someone> => {
    const users = t.app.get(UsersService);
    const email = `${role}.${house}@essai.example`.toLowerCase();
    const organisation = houses.get(house)!;
    const token = await db.transaction(async (tx) => {
      const user = await users.create(tx, SYSTEM, { name: `${role} ${house}`, email, password: STORY_PASSWORD });
      const membership = await users.join(tx, SYSTEM, user, organisation, [role]);
      return users.makeToken(tx, SYSTEM, membership, 'essai');
    });
    return {
      page: Visitor.withSession(
        t,
        await t.app.get(SignInService).signIn(email, STORY_PASSWORD, '192.0.2.1'),
        organisation,
      ),
      api: Visitor.program(t, token.secret),
    };
  };

  const stranger = Visitor.stranger(t);
  const sacha = await t.app.get(SignInService).signIn('sacha@demo.example', STORY_PASSWORD, '192.0.2.1');
  const kinds: Partial<Record<Role | 'stranger' | 'instance', Kind>> = {
    stranger: { side: null, own: { page: stranger, api: stranger }, foreign: null },
    // A token acts as a membership, and the instance administrator has none.
    instance: {
      side: null,
      own: { page: Visitor.withSession(t, sacha, 'instance'), api: stranger },
      foreign: null,
    },
  };
  for (const [role, [house, other]] of Object.entries(ROLES) as [Role, (typeof ROLES)[Role]][]) {
    const own = await someone(role, house);
    const foreign = other ? await someone(role, other) : null;
    kinds[role] = { side: SIDES.includes(house) ? (house as Side) : null, own, foreign };
  }
  return kinds as Record<Role | 'stranger' | 'instance', Kind>;
}
