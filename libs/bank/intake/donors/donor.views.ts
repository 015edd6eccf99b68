import type { WithCorrection } from '#bank/corrections';
import type { FieldChange } from '#bank/devices';
import type { DonorKind } from '../donor.js';

export interface ContactView {
  readonly id: string;
  /** The first one to call; of a person who gives, that person. */
  readonly main: boolean;
  readonly name: string;
  readonly job: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** Of a sole trader. */
  readonly siren?: string;
  /** Who answers there for personal data; left out of those stored before it was asked. */
  readonly dataEmail?: string;
}

/** A donor as one who may see it reads it: what their own organisation says of it. `name` is the kind's for a person. */
export interface DonorView {
  readonly id: string;
  readonly kind: DonorKind;
  readonly name: string;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly legalForm: string | null;
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly communeCode: string | null;
  /** « Suresnes (92) » */
  readonly commune: string | null;
  /** Whom the actor's own organisation calls first; null when nothing is kept, or erased. */
  readonly contact: ContactView | null;
  readonly contacts: readonly ContactView[];
  readonly donations: number;
  /** Other cards of the same donor: they lead here. */
  readonly merged: readonly MergedCard[];
}

export interface DonorDetail extends DonorView, WithCorrection {
  /** What of it was put right or filled in, newest first. */
  readonly history: readonly DonorEventView[];
}

/** What somebody said of a donor, and what it replaced. A name appears only inside the reader's own organisation. */
export interface DonorEventView {
  readonly verb: 'register' | 'describe' | 'correct_kind' | 'change_contact';
  readonly at: string;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
  /** Of the card, and of how the donor is reached for as long as that is kept. */
  readonly changes: readonly FieldChange[];
}

/** A card that was merged; while it is fresh, that may be undone. */
export interface MergedCard {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly fresh: boolean;
}
