import type { ConfirmationForm } from '#bank/people';

/**
 * Facts are a snapshot: plain JSON, dates as ISO 8601 with an offset, amounts in cents. They hold no person's name but that of an officer who
 * signs a legal act: all else are an operator number, beneficiaries a reference.
 */

export interface BankIdentity {
  readonly name: string;
  readonly siren: string | null;
  readonly address: string | null;
  readonly helpline: string | null;
  /** IANA name; dates on paper are in this zone. */
  readonly timeZone: string;
  readonly logo?: string | null;
  /** Where the bank's pages were then, without a slash at the end: the paper's QR leads there. Older papers have none. */
  readonly site?: string | null;
}

export interface Party {
  readonly name: string;
  /** In words: « ESAT », « CCAS », « Commune ». */
  readonly kind?: string | null;
  /** SIREN or SIRET, digits only. */
  readonly siren?: string | null;
  readonly address?: string | null;
}

export interface DeviceFacts {
  readonly code: string;
  readonly category: string;
  readonly make?: string | null;
  readonly model?: string | null;
  readonly serial?: string | null;
  readonly assetNumber?: string | null;
  readonly note?: string | null;
}

/** Who did it here, and when: the operator is a number outside their organisation. */
export interface Signed {
  readonly operator: number;
  readonly organisation: string;
  readonly at: string;
  /** The fresh authentication that makes it signed; without one it is only recorded. */
  readonly confirmed?: { readonly form: ConfirmationForm; readonly at: string } | null;
  /** An officer who signs by name and quality, from the dated list of who may; without one, a number. */
  readonly person?: SigningPerson | null;
}

export interface SigningPerson {
  readonly name: string;
  readonly quality: string;
  readonly own: boolean;
  readonly image?: string | null;
}
