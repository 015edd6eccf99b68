import type { DeskField } from '../../../libs/bank/devices/device/device-fields.js';
import type { DeskDonation, KeptState } from '../../../libs/platform/contract/desk.js';
import type { FieldProblem } from '../../../libs/platform/contract/problem.js';

/** Bytes, not the blob: WebKit loses blobs that it keeps in IndexedDB. */
export interface KeptPhoto {
  name: string;
  type: string;
  bytes: ArrayBuffer;
}

/** What was typed; a field that the form has not is not there. */
export type DeviceValues = Partial<Record<DeskField, string>>;

/** Why the server refused a device; `status` 0: it was not asked. */
export interface KeptProblem {
  status: number;
  code: string;
  problems: readonly FieldProblem[];
  facts: Readonly<Record<string, unknown>>;
}

/**
 * A device written and not sent yet. Its `key` is the form's idempotency key: the server carries out one key once, so that an item
 * whose answer was lost is sent again as it is, and never changed.
 */
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

/** As kept, with its number in the row. */
export interface Item extends NewItem {
  seq: number;
}
