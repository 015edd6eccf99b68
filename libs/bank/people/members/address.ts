import { RuleBroken } from '#platform/kernel';

/** An address as it is kept and compared: an accent that was typed as two characters is the same address. */
export const normalAddress = (typed: string): string => typed.trim().toLowerCase().normalize('NFC');

const ADDRESS = /^[^\s@\p{C}\p{Default_Ignorable_Code_Point}]+@[^\s@\p{C}\p{Default_Ignorable_Code_Point}]+$/u;

/** Letters of our alphabet that are not there to look like others, as « ı » and « ɑ » do. */
const LATIN = /^[a-zß-öø-įĳ-ķĺ-žḁ-ỿ]$/u;

/** Whether letters of two alphabets stand in it, or others that look like ours: « pаul » with a Cyrillic « а » is somebody else's. */
function isMixed(email: string): boolean {
  const letters = email.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => LATIN.test(letter)).length;
  return email.normalize('NFKC') !== email || (latin > 0 && latin < letters.length);
}

/** Why a text, in the form in which addresses are kept, is none; null when it is one. With what nobody sees in it, it would look like somebody else's. */
export function addressFault(email: string): 'people.email_wrong' | 'people.email_mixed' | null {
  if (!ADDRESS.test(email) || email.length > 200) return 'people.email_wrong';
  return isMixed(email) ? 'people.email_mixed' : null;
}

/** As addresses are kept. @throws RuleBroken `people.email_wrong`, `people.email_mixed` */
export function mustBeAddress(typed: string): string {
  const email = normalAddress(typed);
  const fault = addressFault(email);
  if (fault) throw new RuleBroken(fault, {}, 'email');
  return email;
}
