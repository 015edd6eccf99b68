import type { DeviceWithSerial, State } from '#bank/devices';
import type { DonorKind } from '../donor.js';
import type { LockCheck, LockKind } from './locks.js';

/** What an open lock waits for: its donor told, their answer, a reminder, or a decision because the delay is over. `rank`: the
 * worst first; `press`: the donor has to be written to. */
export const LOCK_STEPS = {
  to_tell: { label: 'Donateur à prévenir', tone: 'attention', icon: 'mail', rank: 1, press: true },
  waiting: { label: 'Attend le donateur', tone: 'info', icon: 'hourglass', rank: 3, press: false },
  to_remind: { label: 'Donateur à relancer', tone: 'attention', icon: 'mail', rank: 2, press: true },
  overdue: {
    label: 'Délai passé : décidez ce qu’il devient',
    tone: 'alert',
    icon: 'triangle-alert',
    rank: 0,
    press: false,
  },
} as const;
export type LockStep = keyof typeof LOCK_STEPS;

export interface LockView {
  readonly id: string;
  readonly kind: LockKind;
  readonly foundAt: Date;
  readonly operatorNumber: number | null;
  readonly organisation: string | null;
  readonly dueOn: string | null;
  readonly releasedAt: Date | null;
  readonly check: LockCheck | null;
  readonly releaseOperator: number | null;
}

export interface LockedDeviceView extends DeviceWithSerial {
  readonly deviceId: string;
  readonly state: State;
  readonly holderOrgId: string | null;
  readonly visible: boolean;
  readonly kinds: readonly LockKind[];
  readonly foundAt: Date;
  /** The day promised to the donor; null before they are told. */
  readonly dueOn: string | null;
  readonly step: LockStep;
  readonly donationId: string | null;
  readonly number: string | null;
  readonly donorName: string | null;
}

/** A donation whose donor must be told of locks, or reminded: everything a letter needs. */
export interface LocksDue {
  readonly donationId: string;
  readonly number: string;
  readonly donorId: string;
  readonly organisationId: string;
  readonly donorKind: DonorKind;
  readonly donorName: string;
  readonly reason: 'tell' | 'remind';
  readonly contactName: string;
  /** Null when nobody left an address: a person has to ring. */
  readonly email: string | null;
  /** The day by which the locks have to be gone: promised the first time, proposed before. */
  readonly dueOn: string;
  readonly devices: readonly Pick<
    LockedDeviceView,
    'deviceId' | 'code' | 'category' | 'make' | 'model' | 'serial' | 'kinds'
  >[];
}

export interface LockNoticeView {
  readonly at: Date;
  readonly way: 'person' | 'mail';
  readonly operatorNumber: number | null;
  readonly locks: number;
  /** The mail did not reach them: a person has to ring. */
  readonly failed: boolean;
}
