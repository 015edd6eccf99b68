import type { CorrectionReason, WithCorrection } from '#bank/corrections';
import type { Category, DeviceWithSerial, FieldChange, State } from '#bank/devices';
import type { ErasureClass } from '#platform/kernel';
import type { CollectionView } from '../collections/collections.service.js';
import type { DonorKind } from '../donor.js';
import type { ContactView } from '../donors/donor.views.js';
import type { SealedContact } from '../sealing.js';
import type { ArrivalRefusal, CancelReason, DonationState, DonationVerb, RefusalFate } from './donation.lifecycle.js';
import type { ReleaseLine } from './release.service.js';

export interface Expected {
  readonly category: Category;
  readonly quantity: number;
}

export interface DonationListView {
  readonly id: string;
  readonly number: string;
  readonly state: DonationState;
  readonly donorId: string;
  readonly donorKind: DonorKind;
  /** The organisation's, or « Particulier ». */
  readonly donorName: string;
  /** Of a person, while the reader's organisation keeps how to reach them; never on papers. */
  readonly personName: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly place: string;
  readonly expectedOn: string | null;
  readonly receivedAt: Date | null;
  readonly createdAt: Date;
  /** When its state or its day changed last. */
  readonly changedAt: Date;
  /** The same, while it is not closed. */
  readonly waitingSince: Date | null;
  /** Devices announced in all, and logged so far. */
  readonly announced: number;
  readonly logged: number;
}

export interface DonationView extends DonationListView, WithCorrection {
  readonly placeId: string;
  readonly cancelReason: CancelReason | null;
  /** Which class of erasure its donor demands for every medium; null: none. */
  readonly demandedClass: ErasureClass | null;
  readonly expected: readonly (Expected & { readonly logged: number })[];
  /** Announced against received, by category. */
  readonly balance: readonly BalanceLine[];
  readonly refused: readonly RefusedView[];
  readonly contact: ContactView | null;
  /** How it comes, once planned. */
  readonly collection: CollectionView | null;
  readonly release: readonly ReleaseLine[];
  /** Devices whose label was never printed. */
  readonly toPrint: number;
  /** What the donation's table allows now. */
  readonly allowed: readonly DonationVerb[];
  readonly events: readonly DonationEventView[];
}

export interface DonationOfDevice {
  readonly id: string;
  readonly number: string;
  readonly donorName: string;
  readonly receivedAt: Date | null;
  readonly createdAt: Date;
}

/** One category of a donation: what was announced is logged, refused or missing; more than announced may come. */
export interface BalanceLine {
  readonly category: Category;
  readonly expected: number;
  readonly logged: number;
  readonly refused: number;
  readonly missing: number;
}

export interface RefusedView {
  readonly id: string;
  readonly category: Category;
  readonly quantity: number;
  readonly reason: ArrivalRefusal;
  readonly fate: RefusalFate;
  readonly note: string;
  readonly at: string;
  readonly operatorNumber: number | null;
}

/** One line of a donation's history. A name appears only inside the reader's own organisation. */
export interface DonationEventView {
  readonly verb: DonationVerb;
  readonly at: string;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
  readonly reason: CancelReason | CorrectionReason | null;
  /** Of a plan: the day and the hours. Of devices that changed donation: how many, and the other donation's number. */
  readonly facts: {
    readonly on?: string;
    readonly from?: string;
    readonly to?: string;
    readonly devices?: number;
    readonly donation?: string;
  };
  /** What it replaced: the day, the way and the hours of a plan, the donor. */
  readonly changes: readonly FieldChange[];
}

/** A device as it was logged; `state` only when the reader still sees the device itself. */
export interface LoggedDeviceView extends DeviceWithSerial {
  readonly id: string;
  readonly genericSerial: boolean;
  readonly condition: string;
  readonly visible: boolean;
  readonly state: State | null;
  /** It waits for its donor's decision; of a device that the reader does not see, false. */
  readonly inDeposit: boolean;
  readonly labelPrinted: boolean;
  /** When its donor bought it, as their list says: a year, and the day (`yyyy-mm-dd`) where the list has one. */
  readonly boughtYear: number | null;
  readonly boughtOn: string | null;
}

/** A row of the list as it is read: who is reached of a person under seal. */
export type DonationListRow = Omit<DonationListView, 'personName'> & { readonly person: SealedContact | null };
