import { isLuhn, luhnDigit, RuleBroken } from '#kernel';

/** A card number that may be used; warnings are shown and block nothing. */
export interface Iccid {
  /** As supplied, digits only. */
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

/** True when most of the numbers of 19 digits end in their check digit; by chance one in ten does. */
export function haveCheckDigits(texts: readonly string[]): boolean {
  const long = texts.map((text) => text.replace(/\D/g, '')).filter((digits) => /^89\d{17}$/.test(digits));
  return long.length > 2 && 2 * long.filter(isLuhn).length > long.length;
}
