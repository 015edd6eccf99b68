import type { KeyFact } from '../paper/blocks.js';
import { siren } from '../paper/typography.js';

/** The body that receives gifts, as its settings and the law's list described it when the paper was asked for. */
export interface IssuerFacts {
  readonly name: string;
  readonly legalForm: string;
  readonly siren: string | null;
  readonly address: string;
  readonly object: string;
  readonly status: string;
  /** In words, the ground on which it may issue receipts, the law that says so, and what proves it. */
  readonly ground?: { readonly label: string; readonly source: string; readonly basis: string } | null;
  /** The title of who answers for it: « La présidente ». */
  readonly signatoryTitle: string;
}

/** A sentence that the law or the bank wants, and where it comes from. */
export interface LegalText {
  readonly text: string;
  readonly source: string;
}

export interface UnitCap {
  readonly cents: number;
  readonly source: string;
}

export interface GivingParty {
  readonly name: string;
  readonly kind: string;
  readonly legalForm?: string | null;
  readonly siren?: string | null;
  readonly address?: string | null;
}

const numberOf = (digits: string | null | undefined): string | null =>
  digits ? `${digits.length === 14 ? 'SIRET' : 'SIREN'} ${siren(digits)}` : null;

const lines = (...parts: (string | null | undefined)[]): string | null => parts.filter(Boolean).join(' · ') || null;

export const partiesOf = (issuer: IssuerFacts, donor: GivingParty): KeyFact[] => [
  {
    label: 'Donateur',
    value: donor.name,
    under: lines(donor.legalForm || donor.kind, numberOf(donor.siren), donor.address),
  },
  {
    label: 'Organisme bénéficiaire',
    value: issuer.name,
    under: lines(issuer.legalForm, numberOf(issuer.siren), issuer.address),
  },
];
