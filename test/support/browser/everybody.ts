import { ROLES, type Role } from '#platform/kernel';
import type { TestApp } from '../servers/app.js';
import { type Member, type Members, organisationsOf, sessionOf } from '../things/members-of-roles.js';
import { Visitor } from './visitor.js';

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

const SIDES: readonly Side[] = ['bank', 'collection', 'workshop', 'structure'];

export type PersonKind = 'stranger' | 'instance' | Role;
/** Whose things somebody has; null for whoever belongs to none of the organisations that work on things. */
export const sideOf = (who: PersonKind): Side | null =>
  who === 'stranger' || who === 'instance' ? null : (SIDES.find((side) => side === organisationsOf(who)[0]) ?? null);

/** Every kind of person of the organisation, one role each, beside the people of the demo. */
export function everybody(t: TestApp, members: Members): Readonly<Record<PersonKind, Kind>> {
  const someone = ({ email, organisation, session, token }: Member): Someone => ({
    page: Visitor.withSession(t, session, organisation),
    api: Visitor.program(t, token),
    apart: async () => someone({ email, organisation, token, session: await sessionOf(t.app, email) }),
  });
  const stranger = (): Someone => {
    const visitor = Visitor.stranger(t);
    return { page: visitor, api: visitor, apart: async () => stranger() };
  };
  const sacha = (session: string): Someone => ({
    page: Visitor.withSession(t, session, 'instance'),
    api: Visitor.stranger(t),
    apart: async () => sacha(await sessionOf(t.app, 'sacha@demo.example')),
  });
  const kinds: Partial<Record<PersonKind, Kind>> = {
    stranger: { side: null, own: stranger(), foreign: null },
    // A token acts as a membership, and the instance administrator has none.
    instance: { side: null, own: sacha(members.instance), foreign: null },
  };
  for (const role of ROLES) {
    const { own, foreign } = members.roles[role];
    kinds[role] = { side: sideOf(role), own: someone(own), foreign: foreign && someone(foreign) };
  }
  return kinds as Record<PersonKind, Kind>;
}
