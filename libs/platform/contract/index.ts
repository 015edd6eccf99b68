// What the browser's scripts and the server exchange. Compiled for both: nothing here needs Node.

export interface DeskMember {
  id: string;
  operator: number;
  organisation: string;
}

export interface DeskDonation {
  id: string;
  number: string;
  /** An organisation's name; for a person, also one who trades, the label of their kind. */
  donor: string;
  kind: 'public_body' | 'company' | 'sole_trader' | 'association' | 'person';
  /**
   * The mark that it was shown to this member when the phone stored it: sent with each device, so that a donation that left is said to be gone
   * meanwhile. Missing in what phones stored before.
   */
  shown?: string | null;
}

export type OpenDonation = DeskDonation & { progress: string };

export interface DeskSuggestion {
  readonly make: string;
  readonly model: string;
}

export type DeskSuggestions = Readonly<Partial<Record<string, readonly DeskSuggestion[]>>>;

/** The answer of `GET /collecte/donnees`: what the desk may show without a network. */
export interface DeskData {
  me: DeskMember | null;
  donations: OpenDonation[];
  suggestions: DeskSuggestions;
}

export interface LoggedDevice {
  progress?: string;
  device?: { code: string; url: string; genericSerial: boolean };
}

/** The answer of `POST /dons/:id/appareils` to a script. */
export type LoggedAnswer = LoggedDevice & { ok: true; replayed: boolean };

/** Of a device on a phone: to be sent, or refused and to be looked at by a person. */
export type ItemState = 'waiting' | 'refused';

/** The cards of devices on a phone; `foreign`: somebody else wrote it. */
export type ItemCardName = ItemState | 'foreign';

export interface CommuneOffer {
  readonly name: string;
  readonly departement: string;
  readonly postalCodes: readonly string[];
}

export interface CommuneOffers {
  items: readonly CommuneOffer[];
}

/** Of one uploaded file, in bytes; a phone keeps no larger photo. */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;

/** One problem of one field: `message` is the French sentence shown, `field` the input's name ('' for the whole form). */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
  /** The page where it can be put right, when that is another one. */
  href?: string;
}

/** RFC 9457 problem+json. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  /** The field that a broken rule is about. */
  field?: string;
  facts?: Readonly<Record<string, unknown>>;
  errors?: readonly FieldProblem[];
}
