import type { Category, ContainerKind, DeviceWithSerial, State } from '#bank/devices';
import type { OrganisationKind } from '#platform/kernel';
import type { CrateOutcome, LineHow, LineOutcome, Resolution } from '../word-lists.js';
import type { Purpose, TransferState, TransferVerb } from './transfer.lifecycle.js';

/** A transfer in a list. */
export interface TransferView {
  readonly id: string;
  readonly number: string;
  readonly purpose: Purpose;
  readonly state: TransferState;
  readonly fromOrgId: string;
  readonly from: string;
  readonly fromKind: OrganisationKind;
  readonly fromPlaceId: string;
  readonly fromPlace: string;
  readonly toOrgId: string;
  readonly to: string;
  readonly toKind: OrganisationKind;
  readonly toPlaceId: string;
  readonly toPlace: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** While nobody confirmed it: when it was sent. */
  readonly waitingSince: Date | null;
  readonly sentOperator: number | null;
  /** Of a delivery: when it was handed to whoever carries it. */
  readonly departedAt: Date | null;
  readonly departedOperator: number | null;
  /** A delivery that was ordered, and still lies where it is to leave from. */
  readonly leaving: boolean;
  readonly endedAt: Date | null;
  readonly endedOperator: number | null;
  readonly devices: number;
  readonly confirmed: number;
  readonly missing: number;
  readonly extra: number;
}

/** One device of a transfer. What is `extra` and not the reader's to see is only the text that was scanned. */
export interface TransferLineView {
  readonly id: string;
  readonly deviceId: string | null;
  readonly code: string | null;
  readonly category: Category | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly typed: string | null;
  readonly containerId: string | null;
  readonly outcome: LineOutcome;
  readonly how: LineHow | null;
  readonly operatorNumber: number | null;
  readonly at: Date | null;
  readonly resolution: Resolution | null;
  readonly stateBefore: State | null;
  /** It left as in repair, is so still, and the reader holds it: it goes back to its person. */
  readonly waitsForPerson: boolean;
}

export interface TransferContainerView {
  readonly id: string;
  readonly code: string;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly seal: string | null;
  readonly outcome: CrateOutcome;
  readonly devices: number;
}

/** A departure that was noted by mistake: when and by whom, and who said so. */
export interface UndoneDeparture {
  readonly departedAt: Date;
  readonly departedOperator: number | null;
  readonly undoneAt: Date;
  readonly undoneOperator: number | null;
}

export interface TransferDetailView extends TransferView {
  readonly undoneDepartures: readonly UndoneDeparture[];
  readonly lines: readonly TransferLineView[];
  readonly containers: readonly TransferContainerView[];
  /** What this actor may do now. */
  readonly allowed: readonly TransferVerb[];
}

/** What became of one scanned text. */
export interface Scan {
  readonly typed: string;
  readonly result: 'confirmed' | 'already' | 'extra';
  readonly code: string | null;
}

export interface ContainerView {
  readonly id: string;
  readonly code: string;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly seal: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly placeId: string | null;
  readonly place: string | null;
  readonly transferId: string | null;
  readonly transferNumber: string | null;
  readonly devices: number;
}

/** A device in a container. */
export interface ContentView extends DeviceWithSerial {
  readonly id: string;
  readonly state: State;
  /** Its public donor has not decided: it is in stock, and for nobody. */
  readonly inDeposit: boolean;
}
