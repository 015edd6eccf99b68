import { type Actor, isMember } from '#kernel';
import type { NavItem } from '../ui/index.js';

/** What the menu says waits, by the address of its entry. */
export type MenuCounts = ReadonlyMap<string, number>;

/** So long a count may stand beside an entry: the home page counts anew, and reading it again on every page would cost each a query. */
const STANDS_MS = 5 * 60_000;
/** People kept in mind; the first of them are forgotten. */
const MOST = 2_000;

const known = new Map<string, { readonly at: number; readonly counts: MenuCounts }>();

/** Keeps what the home page counted for somebody, so that the other pages’ menu says it too for a while. */
export function keepMenuCounts(actor: Actor, counts: MenuCounts): void {
  if (!isMember(actor)) return;
  known.delete(actor.membershipId);
  known.set(actor.membershipId, { at: Date.now(), counts });
  if (known.size > MOST) known.delete(known.keys().next().value!);
}

/** After an act of theirs the counts may be wrong: none is better, until they are counted anew. */
export function dropMenuCounts(actor: Actor): void {
  if (isMember(actor)) known.delete(actor.membershipId);
}

/** The menu with what is known to wait at each entry. */
export function withCounts(actor: Actor, nav: readonly NavItem[]): readonly NavItem[] {
  const kept = isMember(actor) ? known.get(actor.membershipId) : undefined;
  if (!kept || Date.now() - kept.at > STANDS_MS) return nav;
  return nav.map((item) => {
    const count = kept.counts.get(item.href);
    return count ? { ...item, count } : item;
  });
}
