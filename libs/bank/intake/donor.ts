import { isLuhn, plainWords, RuleBroken } from '#platform/kernel';

/** What a donor is: decides the papers, and what its devices may become. */
export const DONOR_KINDS = {
  public_body: { label: 'Organisme public', hint: 'commune, département, hôpital, école', icon: 'building-2' },
  company: { label: 'Entreprise', hint: 'une société imposée sur ses bénéfices', icon: 'briefcase' },
  sole_trader: {
    label: 'Entrepreneur individuel',
    hint: 'une personne qui travaille en son nom : micro-entreprise, artisan, profession libérale',
    icon: 'id-card',
  },
  association: { label: 'Association', hint: 'association, fondation, syndicat', icon: 'users' },
  person: { label: 'Particulier', hint: 'une personne, à titre privé', icon: 'user' },
} as const;
export type DonorKind = keyof typeof DONOR_KINDS;

/** The kinds that are a natural person, at home or at work (ADR 0075): who they are is a contact detail, sealed and forgotten as one. */
export const PERSON_KINDS = ['person', 'sole_trader'] as const satisfies readonly DonorKind[];
export const isPerson = (kind: DonorKind): boolean => (PERSON_KINDS as readonly DonorKind[]).includes(kind);

/** Whether a donor may be put right from one kind to another: an enterprise may turn out to be a person; a person is no organisation, which has a name of its own. */
export const becomes = (from: DonorKind, to: DonorKind): boolean => (isPerson(from) ? isPerson(to) : to !== 'person');

/** How a paper calls a donor whose name it must not know. */
export const somebody = (kind: DonorKind): string => `Un ${DONOR_KINDS[kind].label.toLowerCase()}`;

export const unnamed = (kind: string): string =>
  `CASE ${kind}::text WHEN 'sole_trader' THEN '${DONOR_KINDS.sole_trader.label}' ELSE '${DONOR_KINDS.person.label}' END`;

/** The forms in which a person trades under their own name, as they are written on letterheads and in registers, in `plainWords`. */
const TRADES_ALONE =
  /^(?:e ?i|e ?i ?r ?l|(?:auto|micro) ?(?:entrepreneur|entrepreneure|entreprise)s?|(?:entreprise|entrepreneure?|exploitant|exploitation) individuel(?:le)?(?: a responsabilite limitee)?|entreprise en nom propre|(?:en )?nom propre|(?:profession|professionnel(?:le)?|activite|exercice)s? liberale?s?|liberal|commercant individuel|artisan individuel|travailleu(?:r|se) independante?|independante?)$/;

/** Whether a legal form, as somebody wrote it, is a person's who trades under their own name. Asked back, never decided. */
export const isSoleTraderForm = (form: string): boolean => TRADES_ALONE.test(plainWords(form));

/**
 * The tax receipt that the law gives a kind of donor, as its rules name it: CGI, art. 238 bis, is for businesses liable to income or
 * corporation tax, art. 200 for persons. No dated rule may promise another one.
 */
export const RECEIPT_OF: Readonly<Record<DonorKind, 'cerfa_16216' | 'cerfa_11580' | null>> = {
  public_body: null,
  company: 'cerfa_16216',
  sole_trader: 'cerfa_16216',
  association: null,
  person: 'cerfa_11580',
};

export const isDonorKind = (text: unknown): text is DonorKind =>
  typeof text === 'string' && Object.hasOwn(DONOR_KINDS, text);

/** How to reach a donor: for one organisation, and purged alone. Of a person it holds their name and address too. */
export interface DonorContact {
  readonly name?: string;
  readonly job?: string;
  readonly phone?: string;
  readonly email?: string;
  /** Of a person who gives; an organisation's address is its own. */
  readonly address?: string;
  /** Of a sole trader: the number of an enterprise that is a person. */
  readonly siren?: string;
  /** Where whoever answers there for personal data is written to: of a loss of what may hold them. */
  readonly dataEmail?: string;
}

/** What an organisation that registers a donor says of it; nobody but the bank sees what another one said. */
export interface DonorCard {
  /** Of an organisation. A person's name is a contact detail. */
  readonly name?: string;
  readonly legalForm?: string;
  readonly address?: string;
  readonly postalCode?: string;
  /** INSEE code; or `commune` as somebody typed it. */
  readonly communeCode?: string;
  readonly commune?: string;
}

export interface NewDonor extends DonorCard {
  readonly kind: DonorKind;
  /** SIREN, SIRET or, for an association, RNA: told apart by its form. Of a sole trader it is kept as a contact detail. */
  readonly identifier?: string;
  readonly contact?: DonorContact;
}

export interface DonorIdentifiers {
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
}

const NONE: DonorIdentifiers = { siren: null, siret: null, rna: null };

/**
 * Reads the one field "SIREN, SIRET ou RNA" by the kind of the donor.
 * @throws RuleBroken `intake.siren_wrong`, `intake.siret_wrong`, `intake.rna_wrong`, `intake.identifier_unknown`,
 *   `intake.rna_not_public` (a public body has none), `intake.rna_not_company`, `intake.person_has_no_identifier`; all beside the field `identifier`.
 */
export function readIdentifiers(kind: DonorKind, typed: string | undefined): DonorIdentifiers {
  const text = typed?.trim() ?? '';
  if (!text) return NONE;
  if (kind === 'person') throw new RuleBroken('intake.person_has_no_identifier', {}, 'identifier');
  const digits = text.replace(/\D/g, '').length;
  if (/^\s*w/i.test(text)) {
    if (kind === 'public_body') throw new RuleBroken('intake.rna_not_public', {}, 'identifier');
    if (kind !== 'association') throw new RuleBroken('intake.rna_not_company', {}, 'identifier');
    return { ...NONE, rna: beside(() => readRna(text)) };
  }
  if (digits === 14) {
    const siret = beside(() => readSiret(text));
    return { ...NONE, siret, siren: siret.slice(0, 9) };
  }
  if (digits === 9) return { ...NONE, siren: beside(() => readSiren(text)) };
  throw new RuleBroken('intake.identifier_unknown', { typed: text.slice(0, 40), digits }, 'identifier');
}

function beside(read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof RuleBroken) throw new RuleBroken(error.code, error.facts, 'identifier');
    throw error;
  }
}

const LA_POSTE = '356000000';

/** Digits only; people write these numbers in groups. */
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[\s.\-–—/\p{Cf}]/gu, '');

const isSiren = (siren: string): boolean => /^\d{9}$/.test(siren) && isLuhn(siren);

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
