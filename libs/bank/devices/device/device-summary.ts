import type { Category } from './categories.js';

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
