import {
  type NameAsked,
  nameTexts,
  phoneTexts,
  type SecretKeyring,
  textsAsked,
  tokensAsked,
  tokensOf,
} from '#platform/kernel';

/** What is sealed of somebody to reach. */
export interface ContactWords {
  readonly name: string;
  readonly job: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

/** Each of them. */
export const CONTACT_FIELDS = ['name', 'job', 'phone', 'email', 'address'] as const satisfies (keyof ContactWords)[];

/** One for all organisations: the bank looks among the contacts of all of them at once. */
const SCOPE = 'donor';
const mailText = (email: string): string => `mail:${email.trim().toLowerCase()}`;

/** Keyed hashes by which a contact is found again: by the words of the name, by telephone, by the whole mail address. */
export const contactTokens = ({ name, phone, email }: ContactWords, ring?: SecretKeyring): string[] =>
  tokensOf(SCOPE, [...nameTexts(name), ...phoneTexts(phone), ...(email ? [mailText(email)] : [])], ring);

/** The hashes of what somebody typed: a whole mail address, a whole telephone number, or whole words of a name; null when it is not exact enough. */
export const contactAsked = (typed: string): NameAsked | null =>
  tokensAsked(SCOPE, /\S@\S/.test(typed) ? [[mailText(typed)]] : textsAsked(typed));
