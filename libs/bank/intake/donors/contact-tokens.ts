import {
  type NameAsked,
  nameTexts,
  phoneTexts,
  type SecretKeyring,
  textsAsked,
  tokensAsked,
  tokensOf,
} from '#platform/kernel';

export interface ContactWords {
  readonly name: string;
  readonly job: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** Of a sole trader; not in those sealed before it was asked. */
  readonly siren?: string;
  /** Who answers there for personal data; not in those sealed before it was asked. */
  readonly dataEmail?: string;
}

/**
 * In characters. A card's name and whom one calls are kept together when an enterprise turns out to be a person, its address with its postal code.
 */
export const CONTACT_LENGTHS = {
  name: 200 + ', '.length + 120,
  job: 120,
  phone: 120,
  email: 120,
  dataEmail: 120,
  address: 200 + ', '.length + 10,
} as const;

export const CONTACT_FIELDS = [
  'name',
  'job',
  'phone',
  'email',
  'address',
  'siren',
  'dataEmail',
] as const satisfies (keyof ContactWords)[];

/** One for all organisations: the bank looks among the contacts of all of them at once. */
const SCOPE = 'donor';
const mailText = (email: string): string => `mail:${email.trim().toLowerCase()}`;
const sirenText = (siren: string): string => `siren:${siren}`;

/** Keyed hashes by which a contact is found again: by the words of the name, by telephone, by the whole mail address, by the SIREN. */
export const contactTokens = ({ name, phone, email, siren, dataEmail }: ContactWords, ring?: SecretKeyring): string[] =>
  tokensOf(
    SCOPE,
    [
      ...nameTexts(name),
      ...phoneTexts(phone),
      ...[email, dataEmail].flatMap((one) => (one ? [mailText(one)] : [])),
      ...(siren ? [sirenText(siren)] : []),
    ],
    ring,
  );

/** The hashes of a whole mail address, telephone, SIREN or SIRET, or of whole words of a name; null when what was typed is not exact enough. */
export function contactAsked(typed: string): NameAsked | null {
  if (/\S@\S/.test(typed)) return tokensAsked(SCOPE, [[mailText(typed)]]);
  const digits = typed.replace(/[\s.]/g, '');
  // Nine digits may be meant as a telephone without its zero: both are looked for.
  if (/^\d{9}(?:\d{5})?$/.test(digits))
    return tokensAsked(SCOPE, [[sirenText(digits.slice(0, 9)), ...(textsAsked(typed) ?? []).flat()]]);
  return tokensAsked(SCOPE, textsAsked(typed));
}
