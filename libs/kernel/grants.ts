import { type Actor, hasRole, isMember, type Role } from './actor.js';

/**
 * Who may do one thing: roles, by what their organisation has to be to the thing. `any`: whoever's it is. The program itself
 * may everything; nobody else gets anything that is not written.
 */
export type Grants<Relation extends string = string> = { readonly [R in Relation | 'any']?: readonly Role[] };

/** What an organisation may be to a thing: its holder, its sender… */
export type Relations<Thing, Relation extends string = string> = Readonly<
  Record<Relation, (organisationId: string, thing: Thing) => boolean>
>;

/** One thing that one may or may not do, as a route, a page or a service asks for it. */
export interface Right {
  /** As documents name it: « request.approve ». */
  readonly name: string;
  readonly by: Grants;
}

/** Whether these grants reach this actor for this thing. */
export function reaches<Thing>(actor: Actor, by: Grants, relations: Relations<Thing>, thing: Thing): boolean {
  if (actor.kind === 'system') return true;
  return Object.entries(by).some(
    ([whose, roles = []]) =>
      hasRole(actor, ...roles) &&
      (whose === 'any' || (isMember(actor) && relations[whose]!(actor.organisationId, thing))),
  );
}

/** Everybody who is given it for one thing or another. */
export const rolesOf = (by: Grants): readonly Role[] => [...new Set(Object.values(by).flatMap((roles = []) => roles))];

/** Grants that hold where one of these holds. */
export function union(...several: readonly Grants[]): Grants {
  const all: Record<string, Role[]> = {};
  for (const [whose, roles = []] of several.flatMap((by) => Object.entries(by)))
    all[whose] = [...new Set([...(all[whose] ?? []), ...roles])];
  return all;
}
