import type { EntityManager } from 'typeorm';
import { lockKnownDevices, readableIf } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, isId, NotFound, organisationOf, READ, RuleBroken } from '#platform/kernel';
import {
  FILES,
  type Files,
  type Problem,
  SOLUTIONS,
  type Solution,
  TICKET_LIFECYCLE,
  type TicketState,
  type TicketVerb,
} from './ticket.lifecycle.js';

export interface TicketRow {
  id: string;
  number: string;
  problem: Problem;
  state: TicketState;
  deviceId: string | null;
  structureId: string | null;
  reference: string | null;
}

/** Who sees a ticket: the bank, and the structure that handed the device over. @param ticket SQL alias @param param placeholder of their organisation */
export function visibleTo(actor: Actor, ticket: string, param: string): string {
  return readableIf(actor, READ.tickets, `${ticket}.structure_id = ${param}::uuid`, param);
}

/** A ticket the actor sees, locked after its device's row and those of `alsoDevices`, as everywhere. @throws NotFound */
export async function lockTicket(
  tx: EntityManager,
  actor: Actor,
  id: string,
  alsoDevices: readonly string[] = [],
): Promise<TicketRow> {
  const read = (lock: string): Promise<TicketRow[]> =>
    rows<TicketRow>(
      tx,
      `SELECT t.id, t.number, t.problem, t.state, t.device_id AS "deviceId", t.structure_id AS "structureId", t.reference
       FROM maintenance.ticket t WHERE t.id = $1 AND ${visibleTo(actor, 't', '$2')} ${lock}`,
      [id, organisationOf(actor)],
    );
  if (!isId(id)) throw new NotFound('ticket');
  const [seen] = await read('');
  if (!seen) throw new NotFound('ticket');
  const devices = [...alsoDevices, ...(seen.deviceId ? [seen.deviceId] : [])];
  await lockKnownDevices(tx, devices);
  const [ticket] = await read('FOR UPDATE');
  return ticket!;
}

export interface TicketChange {
  readonly deviceId?: string | null;
  readonly structureId?: string | null;
  readonly reference?: string | null;
  readonly replacementDeviceId?: string;
  readonly solution?: string;
  readonly closeReason?: string;
  readonly to?: TicketState;
}

/** Carries out one verb on a locked ticket: its row and its history row, in a single statement. */
export async function changeTicket(
  tx: EntityManager,
  actor: Actor,
  verb: TicketVerb,
  ticket: TicketRow,
  change: TicketChange = {},
): Promise<void> {
  const after = { ...ticket, ...change };
  await run(tx, CHANGE, [
    ticket.id,
    verb,
    ticket.state,
    change.to ?? TICKET_LIFECYCLE.transitions[verb].to,
    change.solution ?? null,
    change.closeReason ?? null,
    after.deviceId,
    after.structureId,
    change.replacementDeviceId ?? null,
    after.reference,
    ...actorColumns(actor),
  ]);
}

const CHANGE = `
  WITH event AS (
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, reason, device_id, structure_id,
      replacement_device_id, membership_id, operator_number, organisation_id, channel)
    VALUES ($1, $2, $3, $4, coalesce($5, $6), $7, $8, $9, $11::uuid, $12::int, $13::uuid, $14)
    RETURNING id
  )
  UPDATE maintenance.ticket t SET state = $4, solution = $5, close_reason = $6, device_id = $7, structure_id = $8,
    replacement_device_id = $9, reference = $10, last_event_id = event.id,
    ended_at = CASE WHEN $4 = ANY (maintenance.ended_states()) THEN platform.now() END
  FROM event WHERE t.id = $1`;

/** How it was solved has to be said. @throws RuleBroken `maintenance.solution_missing` */
export function mustBeSolution(solution: string | undefined): asserts solution is Solution {
  if (!solution || !Object.hasOwn(SOLUTIONS, solution))
    throw new RuleBroken('maintenance.solution_missing', {}, 'solution');
}

/** What became of the person's files has to be said. @throws RuleBroken `maintenance.files_missing` */
export function mustSayFiles(files: string | undefined): asserts files is Files {
  if (!files || !Object.hasOwn(FILES, files)) throw new RuleBroken('maintenance.files_missing', {}, 'files');
}

/** Files are kept only where no medium was touched. @throws RuleBroken `maintenance.media_touched` */
export async function mustBeUntouched(tx: EntityManager, deviceId: string, files: Files): Promise<void> {
  if (files === 'kept' && (await mediaTouched(tx, deviceId)))
    throw new RuleBroken('maintenance.media_touched', {}, 'files');
}

/** Whether a proof of this stay says that a medium of it was erased or taken out: a stay is a data epoch, which a repair begins. */
async function mediaTouched(tx: EntityManager, deviceId: string): Promise<boolean> {
  const [row] = await rows<{ touched: boolean }>(
    tx,
    `SELECT EXISTS (SELECT 1 FROM refurbishment.evidence e WHERE e.device_id = d.id AND e.data_epoch = d.data_epoch
       AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)) AS touched
     FROM devices.device d WHERE d.id = $1`,
    [deviceId],
  );
  return row!.touched;
}

/** @throws RuleBroken `maintenance.replacement_unknown` */
export function mustBeDevice(id: string | undefined): asserts id is string {
  if (!isId(id)) throw new RuleBroken('maintenance.replacement_unknown', {}, 'replacementDeviceId');
}
