import type { Page } from '#platform/kernel';
import type { MediumKind } from '../inventory/inventory.js';
import type { EventOrigin } from '../word-lists.js';
import type { CheckPoint } from './conditions.js';
import type { State, Verb } from './device.lifecycle.js';
import type { Described, ListedField } from './device-fields.js';

export interface DeviceListView extends Pick<Described, ListedField> {
  readonly id: string;
  readonly code: string;
  readonly grade: string | null;
  readonly state: State;
  /** Its public donor has not decided to give it yet: it may be worked on, and is given to nobody. */
  readonly inDeposit: boolean;
  /** What the list that brought it left to be looked at on the device itself. */
  readonly toCheck: readonly CheckPoint[];
  readonly place: string | null;
  readonly holder: string | null;
  /** Since when it is in its state; null where that waits for nobody. */
  readonly waitingSince: Date | null;
  readonly changedAt: Date;
}

/** A device as one who sees it now may read it. Never a person's name. */
export interface DeviceView extends DeviceListView, Described {
  readonly memoryMb: number | null;
  readonly processor: string | null;
  readonly placeId: string | null;
  readonly containerId: string | null;
  readonly containerCode: string | null;
  readonly transferId: string | null;
  readonly holderOrgId: string | null;
  readonly holderRef: string | null;
  readonly dataEpoch: number;
  readonly donationId: string | null;
  readonly donorKind: string | null;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
  readonly aliases: readonly { readonly issuer: string; readonly number: string }[];
  /** It was logged twice: the labels of these lead here. */
  readonly doubles: readonly DuplicateView[];
  readonly createdAt: Date;
  /** What the lifecycle's table allows to this actor now. */
  readonly allowed: readonly Verb[];
  /** Set when the actor only keeps the past: they see nothing later than this. */
  readonly custodyEnded: boolean;
}

/** A device with what it is made of; its history when it was asked for. */
export interface WholeDevice extends DeviceView {
  /** Left out for whoever only keeps the past. */
  readonly media?: readonly MediumView[];
  readonly events?: Page<TimelineView>;
}

/** One line of a device's history. A name appears only inside the reader's own organisation. */
export interface TimelineView {
  readonly id: string;
  readonly verb: Verb;
  readonly fromState: string;
  readonly toState: State;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
  readonly channel: string;
  readonly reason: string | null;
  readonly causeKind: string | null;
  readonly causeId: string | null;
  readonly causeLabel: string | null;
  readonly placeTo: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly undoes: string | null;
  readonly origin: EventOrigin;
  readonly note: string | null;
  /** What it replaced in the device's own row. */
  readonly changes: readonly FieldChange[];
}

export interface FieldChange {
  /** Of `DEVICE_FIELDS`, or one of what a machine or a donation says: `processor`, `memory_mb`, `donation`, `donor_kind`… */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface LaterChange extends FieldChange {
  readonly at: Date;
}

export interface MediumView {
  readonly id: string;
  readonly kind: MediumKind;
  readonly serial: string | null;
  readonly serialKey: string | null;
  readonly model: string;
  readonly sizeBytes: number | null;
  readonly firstSeenAt: Date;
}

export interface DuplicateView {
  readonly id: string;
  readonly code: string;
  readonly fresh: boolean;
}
