import type { Category } from '#bank/devices';
import type { Because } from '../reading.js';
import type { Join } from './kind-words.js';
import type { Parts, Thing } from './parts.js';

export const UNREADABLE = { is: 'vague', among: [] } as const satisfies Thing;

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
const prints = (thing: Thing): boolean =>
  (thing.is === 'device' || thing.is === 'line') &&
  (thing.category === 'printer' || thing.category === 'multifunction_printer');
const isPrinter = (thing: Thing): boolean => thing.is === 'device' && prints(thing);
/** By the words that printers are called by as well: an iMac is none. */
const isAllInOne = (thing: Thing): boolean =>
  thing.is === 'device' && thing.category === 'all_in_one' && thing.spelt === true;
const MULTIFUNCTION: Thing = { is: 'device', category: 'multifunction_printer' };
const takesAnyComplement = (thing: Thing): boolean => isOther(thing) || isPrinter(thing);

const isMonitor = (thing: Thing): boolean => thing.is === 'device' && thing.category === 'monitor';
const isVagueOf = (thing: Thing, ...some: Category[]): boolean =>
  thing.is === 'vague' && some.every((category) => thing.among.includes(category));
const COMPUTERS: ReadonlySet<Category> = new Set(['laptop', 'desktop', 'all_in_one', 'tablet']);

const isScanningLine = (thing: Thing): boolean =>
  thing.is === 'line' && thing.category === 'multifunction_printer' && !thing.also.includes('printer');

/** What two things next to each other, or one of the other, are together; a reason when that is not sure. */
function together(head: Thing, next: Thing, after: Join | 'next'): Thing | Because {
  if (isBeside(next)) return besides(head, after);
  // « Notebook/Laptop » is one or the other, and the same.
  if (after === 'or')
    return head.is === 'device' && next.is === 'device' && head.category === next.category ? head : 'either';
  if (after === 'and') return 'two_things';
  // « Deskjet All-in-One », « imprimante HP Envy 4520 »: a printer that scans as well.
  if ((prints(head) && isAllInOne(next)) || (isAllInOne(head) && prints(next))) return MULTIFUNCTION;
  if (prints(head) && prints(next) && [head, next].some(isScanningLine)) return MULTIFUNCTION;
  if (isPrinter(head) && next.is === 'device') return isPrinter(next) ? MULTIFUNCTION : 'contradiction';
  if (takesAnyComplement(head)) return after === 'list' ? 'two_things' : ofOther(head, next);
  if (isMonitor(head) && isVagueOf(next, 'desktop') && after !== 'list') return head;
  // « Matériel pour portable » is not the laptop.
  if (after === 'for') return 'contradiction';
  if (isVagueOf(head) && kindsOf(head).length === 0) return next;
  if (isVagueOf(next) && kindsOf(next).length === 0) return head;
  return ofTheSame(head, next) ?? (after === 'list' ? 'two_things' : 'contradiction');
}

/** A device with what belongs to it: it decides nothing, unless it may be the thing itself (« laptop charger »). */
function besides(head: Thing, after: Join | 'next'): Thing | Because {
  if (isBeside(head)) return head;
  if (after === 'or') return 'either';
  return after === 'and' || after === 'list' ? head : 'accessory';
}

/** Other equipment takes the name of what it is for: « souris PC portable ». Two that stand alone are asked. */
function ofOther(head: Thing, next: Thing): Thing | Because {
  if (next.is === 'vague' || next.is === 'line') return head;
  if (next.is === 'device' && next.category === 'other') return head;
  const carried = next.is === 'device' && ['laptop', 'tablet', 'smartphone'].includes(next.category);
  return isBeside(head) && (head.is === 'part' || carried) ? head : 'contradiction';
}

/** A well-known line beside a word for computers, which need not name its kind: « Ordinateur Surface Pro », « PC Galaxy Tab ». */
export const namesAnyComputer = (word: Thing, line: Thing): boolean =>
  isVagueOf(word, 'laptop', 'desktop') && line.is === 'line' && COMPUTERS.has(line.category);

function ofTheSame(head: Thing, next: Thing): Thing | null {
  const [one, other] = [kindsOf(head), kindsOf(next)];
  if (head.is === 'vague' && next.is !== 'vague') {
    return namesAnyComputer(head, next) || (one.includes(other[0]!) && other[0] !== 'other') ? next : null;
  }
  if (head.is !== 'vague' && next.is === 'vague') {
    // « Ecran d'affichage dynamique »: rather something else that the word is used for as well.
    if (other[0] === 'other' && other.length > 1 && one[0] !== 'other' && other.includes(one[0]!)) return next;
    return other.includes(one[0]!) ? head : null;
  }
  if (head.is === 'vague') {
    const common = one.filter((category) => other.includes(category));
    // « Fixe du bureau » may be its telephone.
    if (common.length === 1 && common[0] === 'desktop' && [...one, ...other].includes('other')) return ofVague(common);
    return common.length ? ofBoth(common) : null;
  }
  if (next.is === 'device' && one.includes(other[0]!)) return next;
  return other.includes(one[0]!) || one.includes(other[0]!) ? head : null;
}

const ofVague = (among: readonly Category[]): Thing => ({ is: 'vague', among });

/** « Téléphone fixe », « ordinateur (fixe) », « téléphone portable »: two vague words say more than each. */
function ofBoth(common: readonly Category[]): Thing {
  if (common.length === 1) return common[0] === 'other' ? { is: 'telephone' } : { is: 'device', category: common[0]! };
  return common[0] === 'desktop' && !common.includes('laptop') && !common.includes('other')
    ? { is: 'device', category: 'desktop' }
    : ofVague(common);
}

export function judge(parts: Parts): { readonly thing: Thing | null; readonly why: Because | null } {
  let thing: Thing | null = null;
  let why: Because | null = null;
  let beside = false;
  for (const next of parts.things) {
    // « iPad + coque clavier »: one thing more of what lies beside.
    if (beside && next.after === 'next' && isBeside(next.thing)) continue;
    const joined: Thing | Because = thing === null ? next.thing : together(thing, next.thing, next.after);
    beside = thing !== null && joined === thing && isBeside(next.thing);
    if (typeof joined === 'string') why ??= joined;
    else thing = joined;
  }
  return { thing, why };
}
