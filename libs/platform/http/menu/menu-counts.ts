import type { FastifyInstance } from 'fastify';
import { type Actor, isMember } from '#platform/kernel';
import type { NavItem } from '#platform/ui';

/** How many things wait, by the address of the menu's entry. */
export type MenuCounts = ReadonlyMap<string, number>;

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts what waits for somebody, in one trip. */
    menuCounter?: (actor: Actor) => Promise<MenuCounts>;
  }
}

/** How long a count is shown: counting on every page would cost each a trip. */
const STANDS_MS = 5 * 60_000;
const MOST = 2_000;

interface Kept {
  at: number;
  readonly counts: MenuCounts;
}
const known = new Map<string, Kept>();

/** Remembers somebody's counts for the menu of their next pages. @param at when counting began, by `performance.now()` */
export function keepMenuCounts(actor: Actor, counts: MenuCounts, at = performance.now()): void {
  if (!isMember(actor)) return;
  known.delete(actor.membershipId);
  known.set(actor.membershipId, { at, counts });
  if (known.size > MOST) known.delete(known.keys().next().value!);
}

/** After an act of theirs the counts may be wrong, also those being read: the next page counts again. */
export function outdateMenuCounts(actor: Actor): void {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (kept && isMember(actor)) known.set(actor.membershipId, { ...kept, at: Number.NEGATIVE_INFINITY });
}

const areOld = ({ at }: Kept): boolean => performance.now() - at > STANDS_MS;

/** Counts again for the menu, where old counts are shown. If counting fails, the menu has none: the page may show what is shown only once. */
export async function freshenMenuCounts(server: FastifyInstance, actor: Actor): Promise<void> {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (!isMember(actor) || !kept || !areOld(kept) || !server.menuCounter) return;
  const begun = performance.now();
  try {
    const counts = await server.menuCounter(actor);
    if (known.get(actor.membershipId) === kept) keepMenuCounts(actor, counts, begun);
  } catch (err) {
    server.log.warn({ err }, 'what waits was not counted for the menu');
  }
}

export function withCounts(actor: Actor, nav: readonly NavItem[]): readonly NavItem[] {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (!kept || areOld(kept)) return nav;
  return nav.map((item) => {
    const count = kept.counts.get(item.href);
    return count ? { ...item, count } : item;
  });
}
