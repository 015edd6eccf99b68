import type { FastifyInstance } from 'fastify';
import { type Actor, isMember } from '#platform/kernel';
import type { NavItem } from '#platform/ui';

/** What the menu says waits, by the address of its entry. */
export type MenuCounts = ReadonlyMap<string, number>;

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts anew what waits for somebody, in one trip. */
    menuCounter?: (actor: Actor) => Promise<MenuCounts>;
  }
}

/** So long a count may stand beside an entry: reading it again on every page would cost each a trip. */
const STANDS_MS = 5 * 60_000;
/** People kept in mind; the first of them are forgotten. */
const MOST = 2_000;

interface Kept {
  at: number;
  readonly counts: MenuCounts;
}
const known = new Map<string, Kept>();

/** Keeps what was counted for somebody, so that every page’s menu says it for a while. @param at when counting began */
export function keepMenuCounts(actor: Actor, counts: MenuCounts, at = performance.now()): void {
  if (!isMember(actor)) return;
  known.delete(actor.membershipId);
  known.set(actor.membershipId, { at, counts });
  if (known.size > MOST) known.delete(known.keys().next().value!);
}

/** After an act of theirs the counts may be wrong, also those that are being read: the next page counts anew. */
export function outdateMenuCounts(actor: Actor): void {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (kept && isMember(actor)) known.set(actor.membershipId, { ...kept, at: Number.NEGATIVE_INFINITY });
}

const areOld = ({ at }: Kept): boolean => performance.now() - at > STANDS_MS;

/**
 * Before a page of somebody whose menu had counts: counts anew where they are old, or an act of theirs made them so. A count that fails
 * is left out of the menu: the page is shown, with what may be shown only once.
 */
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

/** The menu with what is known to wait at each entry. */
export function withCounts(actor: Actor, nav: readonly NavItem[]): readonly NavItem[] {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (!kept || areOld(kept)) return nav;
  return nav.map((item) => {
    const count = kept.counts.get(item.href);
    return count ? { ...item, count } : item;
  });
}
