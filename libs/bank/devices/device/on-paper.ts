import type { DeviceFacts } from '#bank/documents';
import { type Category, categoryLabel } from './categories.js';

/** A device as papers name it. @param note a short remark. */
export const deviceOnPaper = (d: DeviceWithSerial, note: string | null): DeviceFacts => ({
  code: d.code,
  category: categoryLabel(d.category),
  make: d.make || null,
  model: d.model || null,
  serial: d.serial,
  note,
});

/** What a list names a device by. */
export interface DeviceSummary {
  readonly code: string;
  readonly category: Category;
  readonly make: string;
  readonly model: string;
}

/** A device as lists and papers name it where its serial number counts. */
export interface DeviceWithSerial extends DeviceSummary {
  readonly serial: string | null;
}
