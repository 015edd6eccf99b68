import { bandOf, costOfDevice, costOfPair, gigabytes, isEnough } from './printed-order.js';

/** Somebody who waits for a device of one category, as the run sees them. */
export interface UnitToServe {
  readonly id: string;
  /** MB; 0 where memory says nothing of the category. */
  readonly asked: number;
  readonly urgent: boolean;
  readonly waitingDays: number;
  /** The EPT or EPCI of the structure; null where it is not known. */
  readonly territory: string | null;
  /** Devices that a person refused for this request. */
  readonly refused: readonly string[];
  /** The quota that it would count in, and how many places are left there; null where there is no limit. */
  readonly quota: { readonly of: string; readonly left: number } | null;
}

/** A device that may be promised. */
export interface FreeDevice {
  readonly id: string;
  readonly memoryMb: number | null;
  readonly grade: string | null;
  readonly stockDays: number;
  readonly atWorkshop: boolean;
  /** Of its donor. */
  readonly territory: string | null;
}

/** Units among which nothing distinguishes but how long they wait: the members, who waits longest first. */
export interface UnitClass {
  readonly asked: number;
  readonly band: number;
  readonly territory: string | null;
  readonly refused: ReadonlySet<string>;
  /** The quota that has fewer places than people who wait; null where there are enough for all. */
  readonly quota: string | null;
  readonly members: string[];
  /** How many of them have waited how many days. */
  readonly waits: Map<number, number>;
}

/** Devices among which nothing distinguishes; `level` names what they are enough for. */
export interface DeviceClass {
  readonly level: number;
  readonly territory: string | null;
  readonly cost: number;
  readonly members: string[];
}

/** Devices that fit the same people and waste as much for each. */
export interface Level {
  readonly memoryMb: number | null;
  /** A device that somebody refused is a level of its own. */
  readonly only: string | null;
}

export interface Classes {
  readonly units: readonly UnitClass[];
  readonly devices: readonly DeviceClass[];
  readonly levels: readonly Level[];
  /** How many places each quota has left that has fewer than people who wait. */
  readonly places: ReadonlyMap<string, number>;
}

const grouped = <T, C>(
  all: readonly T[],
  keyOf: (one: T) => string,
  classOf: (one: T) => C,
  join: (one: T, of: C) => unknown,
): C[] => {
  const found = new Map<string, C>();
  for (const one of all) {
    const key = keyOf(one);
    const of = found.get(key) ?? classOf(one);
    found.set(key, of);
    join(one, of);
  }
  return [...found.values()];
};

/**
 * Groups equal units and equal devices of one category, so that the model's size follows the kinds of things and not their number.
 * @param units who waits longest first. @param devices what is preferred of equal ones first
 */
export function classesOf(units: readonly UnitToServe[], devices: readonly FreeDevice[]): Classes {
  const asks = [...new Set(units.map((u) => u.asked))].sort((a, b) => a - b);
  const present = new Set(devices.map((d) => d.id));
  const refused = new Set(units.flatMap((u) => u.refused.filter((id) => present.has(id))));
  const levels: Level[] = [];
  const byKey = new Map<string, number>();
  const levelOf = (d: FreeDevice): number => {
    const only = refused.has(d.id) ? d.id : null;
    const fits = asks.filter((asked) => isEnough(d.memoryMb, asked)).length;
    const key = `${d.memoryMb === null ? '' : gigabytes(d.memoryMb)} ${fits} ${only ?? ''}`;
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, levels.length);
    return levels.push({ memoryMb: d.memoryMb, only }) - 1;
  };
  const places = scarcePlaces(units);
  const quotaOf = (u: UnitToServe) => (u.quota && places.has(u.quota.of) ? u.quota.of : null);
  const own = (u: UnitToServe) => u.refused.filter((id) => refused.has(id)).sort();
  return {
    units: grouped(
      units,
      (u) => `${u.asked} ${bandOf(u.urgent, u.waitingDays)} ${u.territory} ${quotaOf(u)} ${own(u)}`,
      (u): UnitClass => ({
        asked: u.asked,
        band: bandOf(u.urgent, u.waitingDays),
        territory: u.territory,
        refused: new Set(own(u)),
        quota: quotaOf(u),
        members: [],
        waits: new Map(),
      }),
      (u, of) => {
        of.members.push(u.id);
        of.waits.set(u.waitingDays, (of.waits.get(u.waitingDays) ?? 0) + 1);
      },
    ),
    devices: grouped(
      devices,
      (d) => `${levelOf(d)} ${d.territory} ${costOfDevice(d)}`,
      (d): DeviceClass => ({ level: levelOf(d), territory: d.territory, cost: costOfDevice(d), members: [] }),
      (d, of) => of.members.push(d.id),
    ),
    levels,
    places,
  };
}

/** A quota that has a place for each of its people limits nobody, and makes no class of its own. */
function scarcePlaces(units: readonly UnitToServe[]): Map<string, number> {
  const waiting = new Map<string, { left: number; people: number }>();
  for (const { quota } of units) {
    if (!quota) continue;
    const { people } = waiting.get(quota.of) ?? { people: 0 };
    waiting.set(quota.of, { left: quota.left, people: people + 1 });
  }
  return new Map([...waiting].flatMap(([of, { left, people }]) => (people > left ? [[of, left] as const] : [])));
}

/** Whether people of a class may have a device of a level. */
export const mayHave = (unit: UnitClass, level: Level): boolean =>
  isEnough(level.memoryMb, unit.asked) && !(level.only && unit.refused.has(level.only));

/** What a pair of a class and a level costs. */
export const costOf = (unit: UnitClass, level: Level, near: boolean): number =>
  costOfPair(unit.asked, level.memoryMb, near);
