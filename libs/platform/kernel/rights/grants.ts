import { NotFound } from '../rules/rule-broken.js';
import { type Actor, hasRole, isMember, type Member, type Role } from './actor.js';
import { isMadeFor } from './key-areas.js';

/**
 * Who may do one thing: roles, by what their organisation has to be to the thing. `any`: whoever's it is. The program itself may do everything;
 * nobody else gets anything that is not written.
 */
export type Grants<Relation extends string = string> = { readonly [R in Relation | 'any']?: readonly Role[] };

/** What an organisation may be to a thing: its holder, its sender… */
export type Relations<Thing, Relation extends string = string> = Readonly<
  Record<Relation, (organisationId: string, thing: Thing) => boolean>
>;

/** A permission, as a route, a page or a service asks for it. */
export interface Right {
  /** As documents name it: « request.approve ». */
  readonly name: string;
  readonly by: Grants;
  /** False: who holds the role only for somebody who is away does not have it. */
  readonly lent?: false;
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

const holds = (actor: Actor, { name, lent }: Right, roles: readonly Role[]): boolean =>
  actor.kind === 'system' ||
  (isMember(actor) &&
    actor.roles.some((r) => roles.includes(r) && !(lent === false && actor.lent?.includes(r))) &&
    (!actor.scopes || isMadeFor(actor.scopes, name)));

/** Whether who somebody is may be told to this actor, as far as its rights go: to an organisation's key only if it was made for that. */
export const readsNames = (actor: Actor): boolean =>
  !isMember(actor) || !actor.scopes || actor.scopes.includes('names');

/** Whether the actor has a right for at least one thing. */
export const may = (actor: Actor, right: Right): boolean => holds(actor, right, rolesOf(right.by));

/** Whether the actor has a right for everybody's things. */
export const mayAll = (actor: Actor, right: Right): boolean => holds(actor, right, right.by.any ?? []);

/** @throws NotFound for whoever does not have the right: to them, none of this exists */
export function mustHave(actor: Actor, right: Right): void {
  if (!may(actor, right)) throw new NotFound(right.name);
}

/** The member who acts in their own name. @throws NotFound for whoever does not have the right, and for the program */
export function memberWith(actor: Actor, right: Right): Member {
  mustHave(actor, right);
  if (!isMember(actor)) throw new NotFound(right.name);
  return actor;
}

/**
 * The organisation to whose things a right is limited for this actor; null when it reaches everybody's.
 * @throws NotFound for whoever does not have it
 */
export function scopeOf(actor: Actor, right: Right): string | null {
  mustHave(actor, right);
  return mayAll(actor, right) || !isMember(actor) ? null : actor.organisationId;
}

export function rolesOf(by: Grants): readonly Role[] {
  const known = everyRole.get(by);
  if (known) return known;
  const roles = [...new Set(Object.values(by).flatMap((some = []) => some))];
  everyRole.set(by, roles);
  return roles;
}

/** Grants never change; a page asks them for each of its links. */
const everyRole = new WeakMap<Grants, readonly Role[]>();

export function union(...several: readonly Grants[]): Grants {
  const all: Record<string, Role[]> = {};
  for (const [whose, roles = []] of several.flatMap((by) => Object.entries(by)))
    all[whose] = [...new Set([...(all[whose] ?? []), ...roles])];
  return all;
}
