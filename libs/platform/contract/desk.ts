// What the desk's page and the server say to each other. Read by the compilers of both sides: nothing here needs Node.

/** A membership as a phone may keep it. */
export interface DeskMember {
  id: string;
  operator: number;
  organisation: string;
}

/** A donation as a phone keeps it. */
export interface DeskDonation {
  id: string;
  number: string;
  /** An organisation's name; of a person, also one who trades, what their kind is called. */
  donor: string;
  kind: 'public_body' | 'company' | 'sole_trader' | 'association' | 'person';
  /**
   * That it was there for this member when the phone took it in: sent with each device written for it, so that one which is no longer theirs
   * is said to have gone meanwhile. Not in what was kept before phones had it.
   */
  shown?: string | null;
}

export type OpenDonation = DeskDonation & { progress: string };

/** A make and a model that were logged before. */
export interface DeskSuggestion {
  readonly make: string;
  readonly model: string;
}

/** By category, the most frequent first. */
export type DeskSuggestions = Readonly<Partial<Record<string, readonly DeskSuggestion[]>>>;

/** What `GET /collecte/donnees` gives: what the desk may show without a network. */
export interface DeskData {
  me: DeskMember | null;
  donations: OpenDonation[];
  suggestions: DeskSuggestions;
}

/** What became of a form: the device it made, unless it left meanwhile, and how far the donation is. */
export interface LoggedDevice {
  progress?: string;
  device?: { code: string; url: string; genericSerial: boolean };
}

/** What `POST /dons/:id/appareils` answers to a script. */
export type LoggedAnswer = LoggedDevice & { ok: true; replayed: boolean };

/** Of a device that a phone keeps: it waits to be sent, or was refused and waits for a person. */
export type KeptState = 'waiting' | 'refused';

/** The cards of devices kept; `foreign`: somebody else wrote it. */
export type KeptCardName = KeptState | 'foreign';
