import type { DeviceFacts } from '#bank/documents';
import { categoryLabel } from './categories.js';
import type { DeviceWithSerial } from './device-summary.js';

/** A device as papers name it. @param note a short remark. */
export const deviceOnPaper = (d: DeviceWithSerial, note: string | null): DeviceFacts => ({
  code: d.code,
  category: categoryLabel(d.category),
  make: d.make || null,
  model: d.model || null,
  serial: d.serial,
  note,
});
