import type { EventOrigin } from '#bank/devices';
import type { AgeBand, Situation } from './statistics.js';

/** What figures need of a person: bands and a commune, nothing that points at somebody. */
export interface StatisticsInput {
  readonly ageBand?: string;
  readonly situation?: string;
  readonly commune?: string;
  /** INSEE code, when known. */
  readonly communeCode?: string | null;
}

/** A reference as its own structure sees it. Whether an identity is kept, never the identity. */
export interface BeneficiaryView {
  readonly id: string;
  readonly reference: string;
  readonly ageBand: AgeBand;
  readonly situation: Situation;
  readonly commune: string;
  readonly communeCode: string | null;
  readonly lastContactOn: string;
  readonly createdAt: Date;
  /** `declared`: a hand-over that an earlier tool recorded, nobody known. */
  readonly origin: EventOrigin;
  readonly hasIdentity: boolean;
  /** When the identity goes by itself. */
  readonly identityUntil: string | null;
  /** Devices the person has now, under whichever reference. */
  readonly devices: number;
  /** Other references of the same person: they lead here. */
  readonly merged: readonly MergedReference[];
}

/** A reference that was merged; while it is fresh, that may be undone. */
export interface MergedReference {
  readonly id: string;
  readonly reference: string;
  readonly fresh: boolean;
}
