import type { Category } from '#devices';
import type { Because } from '../reading.js';
import type { Join } from './kind-words.js';
import type { Parts, Thing } from './parts.js';

export const UNREADABLE = { is: 'vague', among: [] } as const satisfies Thing;

/** Kinds that a thing may be, the likeliest first. */
export function kindsOf(thing: Thing): readonly Category[] {
  switch (thing.is) {
    case 'device':
      return [thing.category];
    case 'line':
      return [thing.category, ...thing.also];
    case 'vague':
      return thing.among;
    default:
      return ['other'];
  }
}

export const isBeside = (thing: Thing): boolean => thing.is === 'part' || thing.is === 'peripheral';
export const isOther = (thing: Thing): boolean =>
  isBeside(thing) || thing.is === 'telephone' || (thing.is === 'device' && thing.category === 'other');
const isPrinter = (thing: Thing): boolean =>
  thing.is === 'device' && (thing.category === 'printer' || thing.category === 'multifunction_printer');
const MULTIFUNCTION: Thing = { is: 'device', category: 'multifunction_printer' };
const takesAnyComplement = (thing: Thing): boolean => isOther(thing) || isPrinter(thing);

/** What two things next to each other, or one of the other, are together; a reason when that is not sure. */
function together(head: Thing, next: Thing, after: Join | 'next'): Thing | Because {
  if (isBeside(next)) {
    if (after === 'next' || after === 'of') return takesAnyComplement(head) ? head : 'accessory';
    return after === 'or' && !isBeside(head) ? 'either' : head;
  }
  if (after === 'or') return 'either';
  if (after === 'and') return 'two_things';
  if (isPrinter(head) && next.is === 'device') return isPrinter(next) ? MULTIFUNCTION : 'contradiction';
  if (takesAnyComplement(head)) return after === 'list' ? 'two_things' : head;
  const computer = next.is === 'vague' && next.among.includes('desktop');
  if (head.is === 'device' && head.category === 'monitor' && computer && after !== 'list') return head;
  if (head.is === 'vague' && head.among.length === 0) return next;
  if (next.is === 'vague' && next.among.length === 0) return head;
  const [one, other] = [kindsOf(head), kindsOf(next)];
  // A line or a kind beside a vague word; two words that mean the same.
  if (next.is !== 'vague' && one.includes(other[0]!))
    return head.is === 'line' && next.is === 'device' ? next : head.is === 'vague' ? next : head;
  if (head.is !== 'vague' && other.includes(one[0]!)) return next.is === 'device' ? next : head;
  // Well-known lines that a vague word for computers does not name: « Ordinateur Surface Pro », « PC Galaxy Tab ».
  if (head.is === 'vague' && next.is === 'line' && one.includes('desktop')) return next;
  const common = one.filter((category) => other.includes(category));
  if (head.is === 'vague' && next.is === 'vague' && common.length) return ofBoth(common);
  return after === 'list' ? 'two_things' : 'contradiction';
}

/** « Téléphone fixe », « ordinateur (fixe) », « téléphone portable »: two vague words say more than each. */
function ofBoth(common: readonly Category[]): Thing {
  if (common.length === 1) return common[0] === 'other' ? { is: 'telephone' } : { is: 'device', category: common[0]! };
  return common[0] === 'desktop' && !common.includes('laptop') && !common.includes('other')
    ? { is: 'device', category: 'desktop' }
    : { is: 'vague', among: common };
}

/** A phrase as one thing, or the reason why it is not one. */
export function judge(parts: Parts): { readonly thing: Thing | null; readonly why: Because | null } {
  let thing: Thing | null = null;
  let why: Because | null = null;
  for (const next of parts.things) {
    const joined: Thing | Because = thing === null ? next.thing : together(thing, next.thing, next.after);
    if (typeof joined === 'string') why ??= joined;
    else thing = joined;
  }
  return { thing, why };
}
