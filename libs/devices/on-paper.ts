import type { DeviceFacts } from '#documents';
import { type Category, categoryLabel } from './categories.js';

/** What is read of a device for a paper that lists it. */
export interface DeviceForPaper {
  readonly code: string;
  readonly category: Category;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
}

/** A device as papers name it. @param note a short remark. */
export const deviceOnPaper = (d: DeviceForPaper, note: string | null): DeviceFacts => ({
  code: d.code,
  category: categoryLabel(d.category),
  make: d.make || null,
  model: d.model || null,
  serial: d.serial,
  note,
});
