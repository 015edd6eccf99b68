import type { SheetDevice } from '../sheet-row.js';

type Flat = Omit<SheetDevice, 'purchase'> & { readonly year: number | null; readonly day: string | null };

/**
 * What a file's parts keep of a good row, in this order: a file may lie there while the program changes, so a new field goes to the end. `maybe`: few
 * rows have it.
 */
const KEPT: { readonly [Name in keyof Flat]-?: undefined extends Flat[Name] ? 'maybe' : 'always' } = {
  category: 'always',
  make: 'always',
  model: 'always',
  serial: 'always',
  condition: 'always',
  assetNumber: 'always',
  quantity: 'always',
  year: 'always',
  day: 'always',
  sameSerial: 'maybe',
  screen: 'maybe',
  imei: 'maybe',
  toCheck: 'maybe',
  note: 'maybe',
};
const FIELDS = Object.keys(KEPT) as (keyof Flat)[];
const ALWAYS = FIELDS.filter((name) => KEPT[name] === 'always').length;

export function packDevice({ purchase, ...device }: SheetDevice): unknown {
  const flat: Flat = { ...device, year: purchase?.year ?? null, day: purchase?.day ?? null };
  const packed = FIELDS.map((name) => flat[name] ?? null);
  while (packed.length > ALWAYS && packed.at(-1) === null) packed.pop();
  return packed;
}

export function unpackDevice(packed: unknown): SheetDevice {
  const values = packed as readonly unknown[];
  const there = FIELDS.map((name, n) => [name, values[n]] as const).filter(
    ([name, value]) => KEPT[name] === 'always' || (value ?? null) !== null,
  );
  const { year, day, ...device } = Object.fromEntries(there) as unknown as Flat;
  return { ...device, purchase: year === null ? null : { year, day } };
}
