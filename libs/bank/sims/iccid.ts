import { isLuhn, luhnDigit, RuleBroken } from '#platform/kernel';

/** A card number that may be used; warnings are shown and block nothing. */
export interface Iccid {
  readonly iccid: string;
  /** The number with its check digit, when the supplier seems to have left it out. */
  readonly completed: string | null;
  readonly warnings: readonly IccidWarning[];
}

/** `sims.iccid_check_missing`: no or wrong check digit; `sims.iccid_foreign`: issued outside France. */
export const ICCID_WARNINGS = ['sims.iccid_check_missing', 'sims.iccid_foreign'] as const;
export type IccidWarning = (typeof ICCID_WARNINGS)[number];

/**
 * Reads the number printed on a SIM (ITU-T E.118): `89`, the country (33 for France), 19 or 20 digits of which the last
 * obeys Luhn. Suppliers' lists sometimes leave the check digit out: 18 digits, or 19 that do not obey Luhn, pass with a
 * warning. Separators and the `F` that pads the stored form are taken off.
 * @param checked the others of its list have their check digit: one that does not obey Luhn was mistyped.
 * @throws RuleBroken, field `iccid`: `sims.iccid_rounded` (a spreadsheet turned it into 8,93E+18: the digits are lost),
 *   `sims.iccid_malformed` (not 18–20 digits after `89`), `sims.iccid_wrong_check` (20 digits, or 19 where `checked`, whose check digit is wrong).
 */
export function readIccid(text: string, checked = false): Iccid {
  const typed = text.slice(0, 40);
  const iccid = text
    .normalize('NFKC')
    .replace(/[\s.\-'"=\p{Cf}]/gu, '')
    .replace(/f$/i, '');
  if (/^\d(?:,\d+)?e\+?\d+$/i.test(iccid) || /^\d[.,]\d+e\+?\d+$/i.test(text.trim())) {
    throw new RuleBroken('sims.iccid_rounded', { typed }, 'iccid');
  }
  if (!/^89\d{16,18}$/.test(iccid))
    throw new RuleBroken('sims.iccid_malformed', { typed, length: iccid.length }, 'iccid');
  const complete = iccid.length >= 19 && isLuhn(iccid);
  if (!complete && (iccid.length === 20 || (checked && iccid.length === 19)))
    throw new RuleBroken('sims.iccid_wrong_check', { typed }, 'iccid');
  const warnings: IccidWarning[] = [];
  if (!complete) warnings.push('sims.iccid_check_missing');
  if (!iccid.startsWith('8933')) warnings.push('sims.iccid_foreign');
  return { iccid, completed: complete ? null : iccid + luhnDigit(iccid), warnings };
}

/** `8933150000000000018` in groups of four, as it is printed and read aloud. */
export const shownIccid = (iccid: string): string => iccid.replace(/(\d{4})(?=\d)/g, '$1 ');

/** Issuer, and a batch of its cards: makers number one after the other. */
const BATCH = 12;
const SEVERAL = 3;

/**
 * Which numbers of a list surely have their check digit: most of 19 digits end in one (by chance one in ten does), unless those of the
 * same batch, three at least, mostly do not: a list may be of two makers.
 */
export function checkedAmong(texts: readonly string[]): (text: string) => boolean {
  const digitsOf = (text: string): string => text.replace(/\D/g, '');
  const long = texts.map(digitsOf).filter((digits) => /^89\d{17}$/.test(digits));
  const mostly = (some: readonly string[]): boolean => 2 * some.filter(isLuhn).length > some.length;
  if (long.length < SEVERAL || !mostly(long)) return () => false;
  const batches = new Map<string, string[]>();
  for (const digits of long) {
    const batch = digits.slice(0, BATCH);
    batches.set(batch, [...(batches.get(batch) ?? []), digits]);
  }
  return (text) => {
    const own = batches.get(digitsOf(text).slice(0, BATCH)) ?? [];
    return own.length < SEVERAL || mostly(own);
  };
}
