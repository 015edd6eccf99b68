import type { FastifyInstance } from 'fastify';
import { type Actor, isMember } from '#platform/kernel';
import type { NavItem } from '#platform/ui';

export type MenuCounts = ReadonlyMap<string, number>;

declare module 'fastify' {
  interface FastifyInstance {
    menuCounter?: (actor: Actor) => Promise<MenuCounts>;
  }
}

/** How long a count is shown: counting on every page would cost each a trip. */
const STANDS_MS = 5 * 60_000;
const MOST = 2_000;

interface CountsAt {
  at: number;
  readonly counts: MenuCounts;
}
const countsOf = new Map<string, CountsAt>();

/** Remembers somebody's counts for the menu of their next pages. @param at when counting began, by `performance.now()` */
export function keepMenuCounts(actor: Actor, counts: MenuCounts, at = performance.now()): void {
  if (!isMember(actor)) return;
  countsOf.delete(actor.membershipId);
  countsOf.set(actor.membershipId, { at, counts });
  if (countsOf.size > MOST) countsOf.delete(countsOf.keys().next().value!);
}

/** After an act of theirs the counts may be wrong, also those being read: the next page counts again. */
export function outdateMenuCounts(actor: Actor): void {
  const known = isMember(actor) ? countsOf.get(actor.membershipId) : undefined;
  if (known && isMember(actor)) countsOf.set(actor.membershipId, { ...known, at: Number.NEGATIVE_INFINITY });
}

const areOld = ({ at }: CountsAt): boolean => performance.now() - at > STANDS_MS;

/** Counts again for the menu, where old counts are shown. If counting fails, the menu has none: the page may show what is shown only once. */
export async function freshenMenuCounts(server: FastifyInstance, actor: Actor): Promise<void> {
  const known = isMember(actor) ? countsOf.get(actor.membershipId) : undefined;
  if (!isMember(actor) || !known || !areOld(known) || !server.menuCounter) return;
  const begun = performance.now();
  try {
    const counts = await server.menuCounter(actor);
    if (countsOf.get(actor.membershipId) === known) keepMenuCounts(actor, counts, begun);
  } catch (err) {
    server.log.warn({ err }, 'what waits was not counted for the menu');
  }
}

export function withCounts(actor: Actor, nav: readonly NavItem[]): readonly NavItem[] {
  const known = isMember(actor) ? countsOf.get(actor.membershipId) : undefined;
  if (!known || areOld(known)) return nav;
  return nav.map((item) => {
    const count = known.counts.get(item.href);
    return count ? { ...item, count } : item;
  });
}
