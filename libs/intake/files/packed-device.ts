import type { Category, Condition } from '#devices';
import type { SameSerial } from './row-answers.js';
import type { RowScreen } from './row-serials.js';
import type { SheetDevice } from './sheet-row.js';

/** A good row as its file's parts keep it: what is not there at the end is left out. */
type Packed = [
  category: Category,
  make: string,
  model: string,
  serial: string | null,
  condition: Condition,
  assetNumber: string | null,
  quantity: number,
  year: number | null,
  day: string | null,
  sameSerial?: SameSerial | null,
  screen?: RowScreen | null,
  imei?: string,
];

export function packDevice(d: SheetDevice): unknown {
  const { purchase: p, screen, imei } = d;
  const more: [(SameSerial | null)?, (RowScreen | null)?, string?] = imei
    ? [d.sameSerial ?? null, screen ?? null, imei]
    : screen
      ? [d.sameSerial ?? null, screen]
      : d.sameSerial
        ? [d.sameSerial]
        : [];
  const packed: Packed = [
    d.category,
    d.make,
    d.model,
    d.serial,
    d.condition,
    d.assetNumber,
    d.quantity,
    p?.year ?? null,
    p?.day ?? null,
    ...more,
  ];
  return packed;
}

export function unpackDevice(packed: unknown): SheetDevice {
  const [category, make, model, serial, condition, assetNumber, quantity, year, day, same, screen, imei] =
    packed as Packed;
  const purchase = year === null ? null : { year, day };
  const more = { sameSerial: same ?? undefined, screen: screen ?? undefined, imei };
  return { category, make, model, serial, condition, assetNumber, quantity, purchase, ...more };
}
