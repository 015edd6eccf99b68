import { waiting } from '#platform/database';
import {
  type Correction,
  DEVICE_FIELD_NAMES,
  DEVICE_FIELDS,
  type Described,
  type Description,
  type DeviceField,
  deviceField,
} from '../device-fields.js';

type DescribedColumn = (typeof DEVICE_FIELDS)[DeviceField]['column'];

export const DESCRIBED_COLUMNS = Object.fromEntries(
  DEVICE_FIELD_NAMES.map((name) => [deviceField(name).column, 'text']),
) as Readonly<Record<DescribedColumn, 'text'>>;

export const describedColumns = (of: string): string =>
  DEVICE_FIELD_NAMES.map((name) => `${of}${deviceField(name).column}`).join(', ');

export const selectDescribed = (names: readonly DeviceField[]): string =>
  names
    .map((name) => {
      const { column } = deviceField(name);
      return column === name ? `d.${column}` : `d.${column} AS "${name}"`;
    })
    .join(', ');

/** Of the device `d`; one that is out waits for no decision. */
export const IN_DEPOSIT = '(d.in_deposit AND d.state <> ALL (devices.out_states()))';

/** Of the device `d`; nothing of one that is out. */
export const TO_CHECK = `CASE WHEN d.state <> ALL (devices.out_states()) THEN d.to_check ELSE '{}' END`;

/** « Attend depuis » of the device `d`: since when it is in its state, if that waits for somebody. */
export const WAITING = waiting('d.state_since', 'd.state = ANY (devices.waiting_states())');

export const ALSO_LISTED = `d.grade, d.state, ${IN_DEPOSIT} AS "inDeposit", ${TO_CHECK} AS "toCheck", ${WAITING.column}, d.changed_at AS "changedAt"`;

/** Trimmed; what the field says where nothing is left. */
export const storedValue = (name: DeviceField, value: string | null | undefined): string | null =>
  value?.trim() || (deviceField(name).empty ?? null);

export const describedRow = (described: Description): Readonly<Record<DescribedColumn, string | null>> =>
  Object.fromEntries(
    DEVICE_FIELD_NAMES.map((name) => [deviceField(name).column, storedValue(name, described[name])]),
  ) as Readonly<Record<DescribedColumn, string | null>>;

export const correctedBy = (before: Described, to: Correction): Described =>
  Object.fromEntries(
    DEVICE_FIELD_NAMES.map((name) => {
      const value = to[name] === undefined ? before[name] : storedValue(name, to[name]);
      return [name, value ?? (deviceField(name).empty === undefined ? before[name] : null)];
    }),
  ) as unknown as Described;
