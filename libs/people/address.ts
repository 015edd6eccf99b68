import { RuleBroken } from '#kernel';

/** Whether a text, in the form in which addresses are kept, is one. */
export const isAddress = (email: string): boolean => /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 200;

/** As addresses are kept. @throws RuleBroken `people.email_wrong` */
export function mustBeAddress(typed: string): string {
  const email = typed.trim().toLowerCase();
  if (!isAddress(email)) throw new RuleBroken('people.email_wrong', {}, 'email');
  return email;
}
