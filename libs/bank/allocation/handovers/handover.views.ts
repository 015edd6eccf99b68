import type { WithCorrection } from '#bank/corrections';
import type { Category, EventOrigin, State } from '#bank/devices';
import type { StatisticsInput } from '../beneficiaries/beneficiary.views.js';
import type { PersonIdentity } from '../beneficiaries/identity.store.js';
import type { Accessory, HandoverEnd, HandoverMode, Payer } from '../codes.js';
import type { Criterion } from './selling.js';
import type { Signature } from './signature.js';

export interface HandoverInput {
  readonly deviceId: string;
  readonly beneficiaryId?: string | null;
  readonly newBeneficiary?: StatisticsInput | null;
  /** Never needed; kept apart when given. */
  readonly identity?: PersonIdentity | null;
  readonly mode: HandoverMode;
  readonly priceCents?: number | null;
  readonly paidBy?: Payer | null | undefined;
  readonly criterion?: Criterion | null;
  readonly accessories?: readonly Accessory[];
  readonly signature: Signature;
  /** The agent's own, given again; left out when just confirmed. */
  readonly password?: string | undefined;
}

/** A hand-over as its structure and the bank see it: references and operator numbers. */
export interface HandoverView {
  readonly id: string;
  readonly deviceId: string;
  readonly deviceCode: string;
  readonly category: Category;
  readonly make: string;
  readonly model: string;
  readonly deviceState: State;
  readonly structureId: string;
  readonly structure: string;
  readonly beneficiaryId: string;
  readonly reference: string;
  readonly mode: HandoverMode;
  readonly priceCents: number | null;
  readonly handedOverAt: Date;
  readonly operatorNumber: number | null;
  readonly replaces: string | null;
  readonly endedAt: Date | null;
  readonly endReason: HandoverEnd | null;
  /** `declared`: another tool said so; nobody here saw it, nothing was signed. */
  readonly origin: EventOrigin;
  /** False when the old tool did not say when. */
  readonly dateKnown: boolean;
  /** Of what was signed on paper: where the paper is stored; null when nobody said, and after its date. */
  readonly originalPlace: string | null;
}

export interface StoredOriginal {
  readonly place: string;
  readonly operatorNumber: number;
  readonly at: string;
}

export interface HandoverDetail extends HandoverView, WithCorrection {
  /** A paper was signed, and its picture is still here. */
  readonly onPaper: boolean;
  /** Where that paper was said to be, newest first. */
  readonly originals: readonly StoredOriginal[];
}

/** What stands behind a device that is with a person, locked for a change. */
export interface CurrentHandover {
  readonly id: string;
  readonly unitId: string | null;
  readonly deviceId: string;
  readonly structureId: string;
  readonly beneficiaryId: string;
  readonly reference: string;
  readonly mode: HandoverMode;
  readonly priceCents: number | null;
  readonly criterion: Criterion | null;
  readonly criterionAttestedOn: string | null;
}
