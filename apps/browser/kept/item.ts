import type { DeskField } from '../../../libs/bank/devices/device/device-fields.js';
import type { DeskDonation, KeptState } from '../../../libs/platform/contract/desk.js';
import type { FieldProblem } from '../../../libs/platform/contract/problem.js';

/** Bytes, not the blob: WebKit loses blobs in IndexedDB. */
export interface KeptPhoto {
  name: string;
  type: string;
  bytes: ArrayBuffer;
}

/** What was typed; fields that the form does not have are missing. */
export type DeviceValues = Partial<Record<DeskField, string>>;

/** Why a device was refused; `status` 0: not by the server. */
export interface KeptProblem {
  status: number;
  code: string;
  problems: readonly FieldProblem[];
  facts: Readonly<Record<string, unknown>>;
}

/** A device written and not sent yet. Its `key` is the form's idempotency key: an item whose answer was lost is sent again unchanged. */
export interface NewItem {
  key: string;
  /** The membership that sends it. */
  member: string;
  operator: number;
  organisation: string;
  /** The membership that wrote it, when a colleague took it over. */
  writer?: string;
  donation: DeskDonation;
  fields: DeviceValues;
  photos: readonly KeptPhoto[];
  /** Another like it comes next. */
  again: boolean;
  writtenAt: number;
  state: KeptState;
  tries: number;
  triedAt: number | null;
  problem: KeptProblem | null;
}

export interface Item extends NewItem {
  seq: number;
}
