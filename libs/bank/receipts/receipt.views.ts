import type { DocumentState, LegalText } from '#bank/documents';
import type { LawRule } from '#bank/intake';

/** The law each kind of receipt is for. */
export const RECEIPT_KINDS = {
  company: { label: 'Entreprise', form: '16216', paper: 'cerfa_16216', document: 'tax_receipt_company' },
  sole_trader: {
    label: 'Entrepreneur individuel',
    form: '16216',
    paper: 'cerfa_16216',
    document: 'tax_receipt_trader',
  },
  person: { label: 'Particulier', form: '11580', paper: 'cerfa_11580', document: 'tax_receipt_person' },
} as const;
export type ReceiptKind = keyof typeof RECEIPT_KINDS;
/** Whether the law of businesses is meant (CGI, art. 238 bis), also where the business is a person. */
export const isBusiness = (kind: string): boolean => kind === 'company' || kind === 'sole_trader';

/** How a member may say that a donor declared the value: only the donor types on its own page. */
export const TYPED_HOW = { letter: 'par lettre', mail: 'par mail', at_the_desk: 'au guichet' } as const;
export const DECLARED_HOW = { ...TYPED_HOW, own_page: 'sur sa page privée' } as const;
export type DeclaredHow = keyof typeof DECLARED_HOW;

export const CHECKED_HOW = {
  second_hand_prices: 'prix d’occasion du même modèle',
  invoice_and_age: 'facture et âge de l’appareil',
  professional: 'avis d’un professionnel',
} as const;
export type CheckedHow = keyof typeof CHECKED_HOW;

export const CANCEL_RECEIPT_REASONS = {
  value_wrong: 'La valeur était fausse',
  identity_wrong: 'L’identité ou l’adresse était fausse',
  devices_wrong: 'La liste des appareils était fausse',
  issued_by_mistake: 'Délivré par erreur',
} as const;
export type CancelReceiptReason = keyof typeof CANCEL_RECEIPT_REASONS;

/** The most one device of a public donor may be worth, and what the declared value comes to for one. */
export interface ValueCap {
  readonly cents: number;
  readonly source: string;
  readonly devices: number;
  /** Null while no value is declared, or nothing is logged. */
  readonly meanCents: number | null;
  /** The mean is above: then one device at least is. */
  readonly over: boolean;
}

export interface DeclaredValueView {
  readonly id: string;
  readonly cents: number;
  readonly declaredOn: string;
  readonly how: DeclaredHow;
  readonly typedAt: Date;
  /** Null: the donor typed it on its own page. */
  readonly operatorNumber: number | null;
  /** Of a person's: who of the bank checked it; null while nobody has. */
  readonly checked: ValueCheckView | null;
}

export interface ValueCheckView {
  readonly how: CheckedHow;
  readonly at: Date;
  readonly operatorNumber: number;
}

/** A receipt as lists and pages show it. A person, also one who trades, is what their kind is called: their name is on the sealed paper alone. */
export interface ReceiptView {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  /** Its place among those of the year, without a gap. */
  readonly n: number;
  readonly kind: ReceiptKind;
  readonly donationId: string;
  readonly donation: string;
  readonly donor: string;
  readonly valueCents: number;
  readonly devices: number;
  readonly issuedAt: Date;
  readonly operatorNumber: number;
  readonly documentId: string;
  readonly documentState: DocumentState;
  readonly cancelledAt: Date | null;
  readonly cancelReason: CancelReceiptReason | null;
  /** Number of the receipt that took its place. */
  readonly replacedBy: string | null;
}

export interface KindTotals {
  readonly count: number;
  readonly cents: number;
}

/** A list of a year that was made as a paper: what it stated stays, whatever happened afterwards. */
export interface YearlyListView {
  readonly id: string;
  readonly year: number;
  readonly documentId: string;
  readonly number: string;
  readonly documentState: DocumentState;
  readonly madeAt: Date;
  readonly companies: KindTotals;
  readonly persons: KindTotals;
}

export interface YearView {
  readonly year: number;
  readonly companies: KindTotals;
  readonly persons: KindTotals;
  readonly cancelled: number;
}

export interface ValueLaw extends LegalText {
  /** Of goods that a business has written off: said as a rule, or as what is not settled with who decides. */
  readonly depreciated: LawRule | null;
}

export const WAITS_FOR = {
  value: 'la valeur, que le donateur déclare',
  check: 'le contrôle de la valeur',
  signature: 'votre signature',
} as const;

export interface WaitingGift {
  readonly id: string;
  readonly number: string;
  readonly donor: string | null;
  readonly receivedAt: Date | null;
  readonly waits: keyof typeof WAITS_FOR;
}
