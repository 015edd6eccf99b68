import type { FastifyInstance } from 'fastify';
import { type Actor, isMember } from '#kernel';
import type { NavItem } from '../ui/index.js';

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

const known = new Map<string, { at: number; readonly counts: MenuCounts }>();

/** Keeps what was counted for somebody, so that every page’s menu says it for a while. */
export function keepMenuCounts(actor: Actor, counts: MenuCounts): void {
  if (!isMember(actor)) return;
  known.delete(actor.membershipId);
  known.set(actor.membershipId, { at: Date.now(), counts });
  if (known.size > MOST) known.delete(known.keys().next().value!);
}

/** After an act of theirs the counts may be wrong: the next page counts anew. */
export function outdateMenuCounts(actor: Actor): void {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (kept) kept.at = Number.NEGATIVE_INFINITY;
}

const areOld = ({ at }: { at: number }): boolean => Date.now() - at > STANDS_MS;

/** Before a page of somebody whose menu had counts: counts anew where they are old, or an act of theirs made them so. */
export async function freshenMenuCounts(server: FastifyInstance, actor: Actor): Promise<void> {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (kept && areOld(kept) && server.menuCounter) keepMenuCounts(actor, await server.menuCounter(actor));
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
