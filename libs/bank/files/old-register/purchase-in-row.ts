import { type DayOrder, readDate, readEuros, SOMEBODY } from '#bank/files/words';
import { type DeviceBought, purchaseOf } from '#bank/intake';
import type { Say } from './identity.js';
import type { DataImportField, DateField } from './sheet-columns.js';

/** What a row tells of how its device was bought: a cell that may mean two things is left out, and the row says so. */

const SHOWN = 60;
const SUPPLIER_MAX = 120;
/** Euros that one device hardly costs; as a day of a spreadsheet, such numbers are the years from 1982 on. */
const UNLIKELY = 30_000;
const LONGEST_WARRANTY = 30;
/** Of a warranty, « 01/02/27 » is yet to come: the rule of dates that were, by which others are told apart, does not help. */
const SHORT_YEAR = /^\s*\d{1,2}\s*[-/. ]\s*\d{1,2}\s*[-/. ]\s*\d{2}\s*$/;

/** A cell of a column of dates, as far as its order is worth asking for. */
export const askedDate = (field: DateField, typed: string): string =>
  field === 'purchaseWarrantyEnd' && SHORT_YEAR.test(typed) ? '' : typed;

interface Told {
  readonly cell: (field: DataImportField) => string;
  readonly say: Say;
  readonly orders: Readonly<Record<DateField, DayOrder | null>>;
  /** Today in the bank's time zone. */
  readonly today: string;
  readonly quantity: number;
}

/** @returns undefined where it tells nothing that is sure. */
export function readRowPurchase(row: Told): DeviceBought | undefined {
  const bought = {
    ...(boughtOn(row) ?? { year: null, day: null }),
    costCents: costOf(row),
    supplier: supplierOf(row),
    purchaseWarrantyEnd: warrantyEndOf(row),
  };
  return Object.values(bought).some((fact) => fact !== null) ? bought : undefined;
}

function boughtOn({ cell, say, orders, today }: Told): Pick<DeviceBought, 'year' | 'day'> | null {
  const typed = cell('purchased');
  const reading = readDate(typed, orders.purchased);
  const bought = reading.because === 'contradiction' ? null : purchaseOf(reading);
  if (bought && (bought.day ?? '') <= today) return bought;
  if (typed) say('warning', 'purchased', 'data_import.row_purchase_left', { typed: typed.slice(0, SHOWN) });
  return null;
}

function costOf({ cell, say, quantity }: Told): number | null {
  const typed = cell('cost');
  const { meaning } = readEuros(typed);
  // Tools write 0 where nobody filled it in.
  if (!typed || meaning === 0) return null;
  const why = meaning === null ? 'left' : meaning >= UNLIKELY * 100 ? 'unlikely' : quantity > 1 ? 'of_several' : null;
  if (why === null) return meaning;
  say('warning', 'cost', `data_import.row_cost_${why}`, { typed: typed.slice(0, SHOWN), quantity });
  return null;
}

function supplierOf({ cell, say }: Told): string | null {
  const typed = cell('supplier');
  if (typed === SOMEBODY) say('warning', 'supplier', 'data_import.row_supplier_person', {});
  else if (typed.length > SUPPLIER_MAX)
    say('warning', 'supplier', 'data_import.row_supplier_long', { length: typed.length, limit: SUPPLIER_MAX });
  else if (typed) return typed;
  return null;
}

function warrantyEndOf({ cell, say, orders, today }: Told): string | null {
  const typed = cell('purchaseWarrantyEnd');
  if (!typed) return null;
  const { meaning, sureness } = readDate(typed, orders.purchaseWarrantyEnd);
  const latest = Number(today.slice(0, 4)) + LONGEST_WARRANTY;
  const isSure = sureness === 'sure' && !SHORT_YEAR.test(typed) && meaning !== null;
  if (isSure && meaning.day && meaning.year >= 1980 && meaning.year <= latest) return meaning.day;
  say('warning', 'purchaseWarrantyEnd', 'data_import.row_warranty_left', { typed: typed.slice(0, SHOWN) });
  return null;
}
