import { isLuhn, RuleBroken } from '#platform/kernel';

const LA_POSTE = '356000000';

/** Digits only; people write these numbers in groups. */
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[\s.\-–—/\p{Cf}]/gu, '');

/** True for 9 digits that obey Luhn (INSEE). */
export const isSiren = (siren: string): boolean => /^\d{9}$/.test(siren) && isLuhn(siren);

/**
 * True for 14 digits that obey Luhn, or, for an establishment of La Poste (SIREN 356000000), whose digits add up to a
 * multiple of 5 (INSEE's exception). La Poste's head office 35600000000048 obeys Luhn only, so either is accepted.
 */
export function isSiret(siret: string): boolean {
  if (!/^\d{14}$/.test(siret)) return false;
  if (isLuhn(siret)) return true;
  if (!siret.startsWith(LA_POSTE)) return false;
  let sum = 0;
  for (const digit of siret) sum += Number(digit);
  return sum % 5 === 0;
}

/** True for `W` and nine characters: three for the prefecture (letters overseas and in Corsica), six digits. */
export const isRna = (rna: string): boolean => /^W[0-9A-Z]{3}\d{6}$/.test(rna);

export function readSiren(text: string): string {
  const siren = digitsOf(text);
  if (!isSiren(siren)) throw new RuleBroken('intake.siren_wrong', { typed: text.slice(0, 40) }, 'siren');
  return siren;
}

export function readSiret(text: string): string {
  const siret = digitsOf(text);
  if (!isSiret(siret)) throw new RuleBroken('intake.siret_wrong', { typed: text.slice(0, 40) }, 'siret');
  return siret;
}

export function readRna(text: string): string {
  const rna = digitsOf(text).toUpperCase();
  if (!isRna(rna)) throw new RuleBroken('intake.rna_wrong', { typed: text.slice(0, 40) }, 'rna');
  return rna;
}
