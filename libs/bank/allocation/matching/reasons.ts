import { memoryAsked, type Need } from '../requests/needs.js';
import type { FreeDevice, UnitToServe } from './solving/classes.js';
import { costOfDevice, costOfPair, gigabytes, isEnough } from './solving/printed-order.js';

/** Somebody who waits for a device, as the reasons name them. */
export interface WaitingUnit extends UnitToServe {
  readonly category: string;
  readonly needs: readonly Need[];
  readonly commune: string;
  /** Of the quota of its structure, today. */
  readonly allowed: number;
  readonly used: number;
}

/** A device of the stock, as the reasons name it. */
export interface StockDevice extends FreeDevice {
  readonly category: string;
  /** Where it was given. */
  readonly commune: string | null;
  /** The workshop where it stands; null at the bank. */
  readonly at: string | null;
}

export type Why =
  | { readonly code: 'waits'; readonly days: number }
  | { readonly code: 'priority' }
  | { readonly code: 'memory_enough'; readonly gb: number; readonly asked: number; readonly needs: readonly Need[] }
  | { readonly code: 'memory_unknown' }
  | { readonly code: 'same_commune'; readonly commune: string }
  | { readonly code: 'same_territory'; readonly territory: string }
  | { readonly code: 'long_in_stock'; readonly days: number }
  | { readonly code: 'at_workshop'; readonly workshop: string };

/**
 * Why there is no device, true of the whole stock. `unread`: devices whose memory nobody read, and that might do. `among`, of before, when not all were looked at, is
 * never given any more.
 */
export type Missing = { readonly among?: number } & (
  | { readonly code: 'none_in_stock'; readonly category: string }
  | {
      readonly code: 'none_with_memory';
      readonly category: string;
      readonly gb: number;
      readonly stock: number;
      readonly unread: number;
    }
  | { readonly code: 'all_promised'; readonly category: string; readonly fitting: number }
  | { readonly code: 'all_refused'; readonly category: string }
  /** `proposed`: how many of the structure's others this run proposes a device for. */
  | {
      readonly code: 'quota_used';
      readonly category: string;
      readonly allowed: number;
      readonly used: number;
      readonly proposed: number;
      /** How many of the stock would do: 0 says that a place alone would not help. Runs of before did not say it. */
      readonly fitting?: number;
    }
);

const LONG_IN_STOCK_DAYS = 30;

/** Why this device for this unit, in the order of weight. */
export function whyFor(unit: WaitingUnit, d: StockDevice): Why[] {
  const why: Why[] = [];
  if (unit.urgent) why.push({ code: 'priority' });
  if (unit.waitingDays > 0) why.push({ code: 'waits', days: unit.waitingDays });
  if (unit.asked && d.memoryMb === null) why.push({ code: 'memory_unknown' });
  if (unit.asked && isEnough(d.memoryMb, unit.asked))
    why.push({
      code: 'memory_enough',
      gb: gigabytes(d.memoryMb!),
      asked: gigabytes(unit.asked),
      needs: unit.needs,
    });
  if (d.commune && d.commune === unit.commune) why.push({ code: 'same_commune', commune: d.commune });
  else if (d.territory && d.territory === unit.territory) why.push({ code: 'same_territory', territory: d.territory });
  if (d.at) why.push({ code: 'at_workshop', workshop: d.at });
  if (d.stockDays >= LONG_IN_STOCK_DAYS) why.push({ code: 'long_in_stock', days: d.stockDays });
  return why;
}

/** What is missing for a unit, by the whole stock of its category. @param proposed to how many of its structure something of it is proposed */
export function missingFor(unit: WaitingUnit, stock: readonly StockDevice[], proposed: number): Missing {
  const { category, allowed, used } = unit;
  const fitting = stock.filter((d) => isEnough(d.memoryMb, unit.asked));
  if (used + proposed >= allowed)
    return { code: 'quota_used', category, allowed, used, proposed, fitting: fitting.length };
  if (!stock.length) return { code: 'none_in_stock', category };
  if (!fitting.length) {
    const unread = stock.filter((d) => d.memoryMb === null).length;
    return { code: 'none_with_memory', category, gb: gigabytes(unit.asked), stock: stock.length, unread };
  }
  return fitting.every((d) => unit.refused.includes(d.id))
    ? { code: 'all_refused', category }
    : { code: 'all_promised', category, fitting: fitting.length };
}

/** Every device of the unit's category with its reasons, the best first: for whoever chooses another than the proposed one. */
export function ranked<D extends StockDevice>(unit: WaitingUnit, stock: readonly D[]): (D & { readonly why: Why[] })[] {
  const rank = (d: D) =>
    (isEnough(d.memoryMb, unit.asked) ? 0 : 1000) +
    costOfPair(unit.asked, d.memoryMb, d.territory !== null && d.territory === unit.territory) +
    costOfDevice(d);
  return stock
    .filter((d) => d.category === unit.category)
    .map((d) => ({ d, at: rank(d) }))
    .sort((a, b) => a.at - b.at || (a.d.id < b.d.id ? -1 : 1))
    .map(({ d }) => ({ ...d, why: whyFor(unit, d) }));
}

/** What a unit asks of a memory, in MB. */
export const askedOf = (unit: { readonly category: string; readonly needs: readonly Need[] }): number =>
  memoryAsked(unit.category, unit.needs);
