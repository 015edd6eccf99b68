import type { EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, NotFound, RuleBroken } from '#platform/kernel';
import { DEVICE_LIFECYCLE, type State, type Verb } from '../device.lifecycle.js';
import type { Reason } from '../reasons.js';

export type Location = { place: string } | { container: string } | { transfer: string } | 'with_holder';
export type Holder = { organisation: string } | { reference: string };

/** What led to a change: shown in the timeline, and what figures count by. */
export interface Cause {
  readonly kind: 'donation' | 'transfer' | 'work_order' | 'request' | 'handover' | 'ticket' | 'import';
  readonly id: string;
  readonly label: string;
}

export interface Change {
  /** Needed when the table offers several states. */
  readonly to?: State;
  readonly location?: Location;
  readonly holder?: Holder;
  readonly reason?: Reason;
  readonly cause?: Cause;
  /** Short facts for the timeline, without anybody's name. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly occurredAt?: Date;
  readonly undoes?: string;
}

export interface DeviceRow {
  id: string;
  code: string;
  category: string;
  state: State;
  place_id: string | null;
  container_id: string | null;
  transfer_id: string | null;
  holder_org_id: string | null;
  holder_ref: string | null;
  data_epoch: number;
  donation_id: string | null;
}

export const DEVICE_ROW =
  'd.id, d.code, d.category, d.state, d.place_id, d.container_id, d.transfer_id, d.holder_org_id, d.holder_ref, d.data_epoch, d.donation_id';

/** Locks devices in the one order that everybody uses, so that no two flows wait for each other in a ring. @returns those that exist */
export const lockKnownDevices = (tx: EntityManager, ids: readonly string[]): Promise<DeviceRow[]> =>
  rows<DeviceRow>(tx, `SELECT ${DEVICE_ROW} FROM devices.device d WHERE d.id = ANY($1) ORDER BY d.id FOR UPDATE`, [
    ids,
  ]);

export async function lockDevices(tx: EntityManager, ids: readonly string[]): Promise<DeviceRow[]> {
  const found = await lockKnownDevices(tx, ids);
  if (found.length !== new Set(ids).size) throw new NotFound('device');
  return found;
}

const locationText = (l: Location): string => {
  if (l === 'with_holder') return 'holder';
  const [kind, id] = Object.entries(l)[0]!;
  return `${kind}:${id}`;
};
const holderText = (h: Holder): string => ('organisation' in h ? `org:${h.organisation}` : `ref:${h.reference}`);

/**
 * Carries out one verb on locked devices: their rows and one history row each, in a single statement. Whether the actor may is the
 * caller's question; whether the device can is answered here and, again, by Postgres. @returns the ids of the history rows by device id.
 * @throws RuleBroken `devices.not_now`, `devices.reason_missing`.
 */
export async function changeDevices(
  tx: EntityManager,
  actor: Actor,
  verb: Verb,
  devices: readonly DeviceRow[],
  change: Change = {},
): Promise<Map<string, string>> {
  const t = DEVICE_LIFECYCLE.transition(verb);
  mustHaveReason(verb, change.reason);
  const to = change.to ?? (typeof t.to === 'string' && t.to !== 'same' ? t.to : null);
  for (const d of devices) {
    if (!DEVICE_LIFECYCLE.permits(verb, d.state, to ?? d.state))
      throw new RuleBroken('devices.not_now', { code: d.code, state: d.state, verb });
  }
  const sets = { state: to !== null, location: change.location !== undefined, holder: change.holder !== undefined };
  const events = await rows<{ device_id: string; id: string }>(tx, changeText(sets), [
    devices.map((d) => d.id),
    verb,
    to,
    change.location ? locationText(change.location) : null,
    change.holder ? holderText(change.holder) : null,
    change.occurredAt ?? null,
    ...actorColumns(actor),
    change.reason ?? null,
    change.cause?.kind ?? null,
    change.cause?.id ?? null,
    change.cause?.label ?? null,
    change.facts ?? {},
    change.undoes ?? null,
  ]);
  if (change.holder) await followHolder(tx, devices, change.holder, new Map(events.map((r) => [r.device_id, r.id])));
  return new Map(events.map((r) => [r.device_id, r.id]));
}

/** The columns that a statement sets: triggers of the others do not fire. */
interface Sets {
  readonly state: boolean;
  readonly location: boolean;
  readonly holder: boolean;
}

// An array inside a SELECT has the same estimate whatever it holds: only so does Postgres keep one plan, not one a call.
const changeText = ({ state, location, holder }: Sets): string => `
  WITH before AS (
    SELECT d.id, d.state, devices.location_of(d) AS location, devices.holder_of(d) AS holder
    FROM devices.device d WHERE d.id = ANY((SELECT $1::uuid[])::uuid[])
  ), event AS (
    ${writeHistory({
      device_id: 'b.id',
      verb: '$2',
      from_state: 'b.state',
      to_state: 'coalesce($3, b.state)',
      location_from: 'b.location',
      location_to: 'coalesce($4, b.location)',
      holder_from: 'b.holder',
      holder_to: 'coalesce($5, b.holder)',
      occurred_at: '$6::timestamptz',
      membership_id: '$7::uuid',
      operator_number: '$8::int',
      organisation_id: '$9::uuid',
      channel: '$10',
      reason: '$11',
      cause_kind: '$12',
      cause_id: '$13::uuid',
      cause_label: '$14',
      facts: '$15::jsonb',
      undoes: '$16::bigint',
      from: 'before b',
    })}
  ), changed AS (
    UPDATE devices.device d SET
      ${state ? 'state = e.to_state,' : ''}
      ${
        location
          ? `place_id = CASE WHEN e.location_to LIKE 'place:%' THEN substr(e.location_to, 7)::uuid END,
      container_id = CASE WHEN e.location_to LIKE 'container:%' THEN substr(e.location_to, 11)::uuid END,
      transfer_id = CASE WHEN e.location_to LIKE 'transfer:%' THEN substr(e.location_to, 10)::uuid END,`
          : ''
      }
      ${
        holder
          ? `holder_org_id = CASE WHEN e.holder_to LIKE 'org:%' THEN substr(e.holder_to, 5)::uuid END,
      holder_ref = CASE WHEN e.holder_to LIKE 'ref:%' THEN substr(e.holder_to, 5)::uuid END,`
          : ''
      }
      last_event_id = e.id
    FROM event e WHERE d.id = e.device_id
  )
  SELECT device_id, id::text FROM event`;

export function mustHaveReason(verb: Verb, reason: Reason | undefined): void {
  const { reasons, via } = DEVICE_LIFECYCLE.transition(verb);
  if (reasons && via === 'button' && !(reason && reasons.includes(reason)))
    throw new RuleBroken('devices.reason_missing', { verb }, 'reason');
}

export async function followHolder(
  tx: EntityManager,
  devices: readonly Pick<DeviceRow, 'id' | 'holder_org_id'>[],
  holder: Holder,
  events: ReadonlyMap<string, string>,
): Promise<void> {
  const next = 'organisation' in holder ? holder.organisation : null;
  const leaving = devices.filter((d) => d.holder_org_id && d.holder_org_id !== next);
  const arriving = next ? devices.filter((d) => d.holder_org_id !== next) : [];
  if (leaving.length) {
    const ids = leaving.map((d) => d.id);
    await run(tx, `DELETE FROM devices.visibility WHERE device_id = ANY($1) AND cause_kind = 'holder'`, [ids]);
    await run(
      tx,
      `INSERT INTO devices.custody_end (organisation_id, device_id, last_event_id)
       SELECT x.organisation_id, x.device_id, x.event_id FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS x(organisation_id, device_id, event_id)
       ON CONFLICT (organisation_id, device_id) DO UPDATE SET last_event_id = EXCLUDED.last_event_id`,
      [leaving.map((d) => d.holder_org_id), ids, ids.map((id) => events.get(id))],
    );
  }
  if (arriving.length && next) {
    await run(
      tx,
      `INSERT INTO devices.visibility (organisation_id, device_id, cause_kind, cause_id)
       SELECT $1, unnest($2::uuid[]), 'holder', $1 ON CONFLICT DO NOTHING`,
      [next, arriving.map((d) => d.id)],
    );
  }
}

interface HistoryRow {
  readonly device_id: string;
  readonly verb: string;
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
  readonly origin?: string;
  readonly from: string;
}

/**
 * The one text by which the program writes the history of devices, within the statement that changes them; what Postgres changes itself,
 * `devices.leave_state` writes.
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
