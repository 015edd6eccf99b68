/** What one history row says, each column as SQL over the rows of `from`; what is left out is not said. */
export interface HistoryRow {
  readonly device_id: string;
  readonly verb: string;
  /** `'none'` before a device exists. */
  readonly from_state: string;
  readonly to_state: string;
  /** As `devices.location_of` and `devices.holder_of` write them; of a device that begins here, nothing is before. */
  readonly location_from?: string;
  readonly location_to: string;
  readonly holder_from?: string;
  readonly holder_to: string;
  /** A `timestamptz`; NULL, or left out: now. */
  readonly occurred_at?: string;
  readonly membership_id: string;
  readonly operator_number: string;
  readonly organisation_id: string;
  readonly channel: string;
  readonly reason?: string;
  readonly cause_kind?: string;
  readonly cause_id?: string;
  readonly cause_label?: string;
  readonly facts?: string;
  readonly undoes?: string;
  /** Left out: `'seen'`. */
  readonly origin?: string;
  /** The rows it is written from, with their condition. */
  readonly from: string;
}

/**
 * The one text by which the program writes the history of devices, within the statement that changes them; what Postgres changes by
 * itself is written by `devices.leave_state`. It gives the rows back with their ids.
 */
export const writeHistory = (row: HistoryRow): string => `
      INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to,
        occurred_at, membership_id, operator_number, organisation_id, channel, reason, cause_kind, cause_id, cause_label, facts, undoes, origin)
      SELECT ${row.device_id}, ${row.verb}, ${row.from_state}, ${row.to_state},
        ${row.location_from ?? 'NULL'}, ${row.location_to}, ${row.holder_from ?? 'NULL'}, ${row.holder_to},
        coalesce(${row.occurred_at ?? 'NULL'}, platform.now()), ${row.membership_id}, ${row.operator_number}, ${row.organisation_id},
        ${row.channel}, ${row.reason ?? 'NULL'}, ${row.cause_kind ?? 'NULL'}, ${row.cause_id ?? 'NULL'}, ${row.cause_label ?? 'NULL'},
        ${row.facts ?? `'{}'`}, ${row.undoes ?? 'NULL'}, ${row.origin ?? `'seen'`}
      FROM ${row.from}
      RETURNING id, device_id, to_state, location_to, holder_to`;
