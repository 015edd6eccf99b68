import { RuleBroken } from '#kernel';

/** An address as it is kept and compared: an accent that was typed as two characters is the same address. */
export const keptAddress = (typed: string): string => typed.trim().toLowerCase().normalize('NFC');

const ADDRESS = /^[^\s@\p{C}\p{Default_Ignorable_Code_Point}]+@[^\s@\p{C}\p{Default_Ignorable_Code_Point}]+$/u;

/** Whether a text, in the form in which addresses are kept, is one. With what nobody sees in it, it would look like somebody else's. */
export const isAddress = (email: string): boolean => ADDRESS.test(email) && email.length <= 200;

/** As addresses are kept. @throws RuleBroken `people.email_wrong` */
export function mustBeAddress(typed: string): string {
  const email = keptAddress(typed);
  if (!isAddress(email)) throw new RuleBroken('people.email_wrong', {}, 'email');
  return email;
}
