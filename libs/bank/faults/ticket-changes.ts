import type { EntityManager } from 'typeorm';
import { lockKnownDevices, readableIf } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, isDay, isId, NotFound, organisationOf, READ, RuleBroken } from '#platform/kernel';
import { FOUND, type Found } from './findings.js';
import {
  FILES,
  type Files,
  type Problem,
  SOLUTIONS,
  type Solution,
  TICKET_LIFECYCLE,
  type TicketState,
  type TicketVerb,
  WAITS_FOR,
  type WaitsFor,
} from './ticket.lifecycle.js';

export interface TicketRow {
  id: string;
  number: string;
  problem: Problem;
  state: TicketState;
  deviceId: string | null;
  structureId: string | null;
  reference: string | null;
  ownerId: string | null;
  found: Found | null;
  waitsFor: WaitsFor | null;
  waitsUntil: string | null;
  /** Where reports of one network go that are too many to be a ticket each: of no device. */
  gathers: boolean;
  /** One of its reports can be moved out. */
  several: boolean;
  /** The fault in which its reports go on. */
  joinedTo: string | null;
}

/** Who sees a ticket: the bank, and the structure that handed the device over. @param ticket SQL alias @param param placeholder of their organisation */
export function visibleTo(actor: Actor, ticket: string, param: string): string {
  return readableIf(actor, READ.tickets, `${ticket}.structure_id = ${param}::uuid`, param);
}

/** A ticket the actor sees, as it is now. @throws NotFound */
export async function seeTicket(tx: EntityManager, actor: Actor, id: string, lock = ''): Promise<TicketRow> {
  const [ticket] = isId(id)
    ? await rows<TicketRow>(
        tx,
        `SELECT ${TICKET_ROW}
       FROM maintenance.ticket t WHERE t.id = $1 AND ${visibleTo(actor, 't', '$2')} ${lock}`,
        [id, organisationOf(actor)],
      )
    : [];
  if (!ticket) throw new NotFound('ticket');
  return ticket;
}

/** A ticket the actor sees, locked after its device's row and those of `alsoDevices`, as everywhere. @throws NotFound */
export async function lockTicket(
  tx: EntityManager,
  actor: Actor,
  id: string,
  alsoDevices: readonly string[] = [],
): Promise<TicketRow> {
  const seen = await seeTicket(tx, actor, id);
  const devices = [...alsoDevices, ...(seen.deviceId ? [seen.deviceId] : [])];
  await lockKnownDevices(tx, devices);
  const ticket = await seeTicket(tx, actor, id, 'FOR UPDATE');
  // Its device changed since it was read: that one's row was not locked first.
  if (ticket.deviceId && !devices.includes(ticket.deviceId))
    throw new RuleBroken('maintenance.not_now', { number: ticket.number, state: ticket.state });
  return ticket;
}

const TICKET_ROW = `t.id, t.number, t.problem, t.state, t.device_id AS "deviceId", t.structure_id AS "structureId", t.reference,
         t.owner_id AS "ownerId", t.found, t.waits_for AS "waitsFor", t.waits_until::text AS "waitsUntil",
         t.gathers, t.gathers OR (SELECT count(*) > 1 FROM maintenance.report p WHERE p.ticket_id = t.id) AS several, t.joined_to AS "joinedTo"`;

/** A ticket by its id, locked, for the program itself. @throws NotFound */
export async function ticketRow(
  tx: EntityManager,
  id: string,
): Promise<TicketRow & { readonly over: boolean; readonly goesOn: boolean }> {
  const [ticket] = await rows<TicketRow & { over: boolean; goesOn: boolean }>(
    tx,
    `SELECT ${TICKET_ROW}, t.ended_at IS NOT NULL AS over, coalesce(maintenance.goes_on(t), false) AS "goesOn" FROM maintenance.ticket t WHERE t.id = $1 FOR UPDATE`,
    [id],
  );
  if (!ticket) throw new NotFound('ticket');
  return ticket;
}

export interface TicketChange {
  readonly deviceId?: string | null;
  readonly structureId?: string | null;
  readonly reference?: string | null;
  readonly replacementDeviceId?: string;
  readonly solution?: string;
  readonly closeReason?: string;
  readonly joinedTo?: string;
  readonly to?: TicketState;
  readonly ownerId?: string | null;
  readonly found?: Found;
  readonly waitsFor?: WaitsFor;
  readonly waitsUntil?: string;
}

/** What is written down of a fault without moving it: what it waits for stays. */
const UNMOVED: readonly TicketVerb[] = ['entrust', 'diagnose', 'join', 'ask_again', 'follow', 'move_out'];

/** Carries out one verb on a locked ticket: its row and its history row, in a single statement. */
export async function changeTicket(
  tx: EntityManager,
  actor: Actor,
  verb: TicketVerb,
  ticket: TicketRow,
  change: TicketChange = {},
): Promise<void> {
  const waits = UNMOVED.includes(verb) ? {} : { waitsFor: null, waitsUntil: null };
  const after = { ...ticket, ...waits, ...change };
  await run(tx, CHANGE, [
    ticket.id,
    verb,
    ticket.state,
    change.to ?? targetOf(verb, ticket.state),
    change.solution ?? null,
    change.closeReason ?? null,
    after.deviceId,
    after.structureId,
    change.replacementDeviceId ?? null,
    after.reference,
    ...actorColumns(actor),
    after.ownerId,
    after.found,
    after.waitsFor,
    after.waitsUntil,
    change.joinedTo ?? null,
  ]);
}

function targetOf(verb: TicketVerb, from: TicketState): TicketState {
  const { to } = TICKET_LIFECYCLE.transition(verb);
  return to === 'same' ? from : (to as TicketState);
}

const CHANGE = `
  WITH event AS (
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, reason, device_id, structure_id,
      replacement_device_id, membership_id, operator_number, organisation_id, channel, owner_id, until)
    VALUES ($1, $2, $3, $4, CASE $2::text WHEN 'wait' THEN $17::text WHEN 'diagnose' THEN $16::text ELSE coalesce($5, $6) END, $7, $8, $9,
      $11::uuid, $12::int, $13::uuid, $14, $15::uuid, $18::date)
    RETURNING id
  )
  UPDATE maintenance.ticket t SET state = $4, solution = $5, close_reason = $6, device_id = $7, structure_id = $8,
    replacement_device_id = $9, reference = $10, owner_id = $15::uuid, found = $16::text, waits_for = $17::text, waits_until = $18::date, joined_to = $19::uuid, last_event_id = event.id,
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

/** Whom it waits for and until when have to be said. @throws RuleBroken `maintenance.waits_for_missing`, `maintenance.until_wrong` */
export function mustBeWaiting(waitsFor: string | undefined): asserts waitsFor is WaitsFor {
  if (!waitsFor || !Object.hasOwn(WAITS_FOR, waitsFor))
    throw new RuleBroken('maintenance.waits_for_missing', {}, 'waitsFor');
}

/** @throws RuleBroken `maintenance.until_wrong` for what is no day, or none that a fault may wait until */
export async function mustBeDay(tx: EntityManager, until: string | undefined): Promise<string> {
  if (until && isDay(until)) {
    const [row] = await rows<{ may: boolean }>(tx, 'SELECT maintenance.may_wait_until($1::date) AS may', [until]);
    if (row!.may) return until;
  }
  throw new RuleBroken('maintenance.until_wrong', {}, 'waitsUntil');
}

/** @throws RuleBroken `maintenance.found_missing` */
export async function mustBeFound(tx: EntityManager, deviceId: string, found: string | undefined): Promise<Found> {
  if (found && Object.hasOwn(FOUND, found)) {
    const [row] = await rows<{ may: boolean }>(
      tx,
      `SELECT EXISTS (SELECT 1 FROM devices.device d JOIN maintenance.found_of f ON f.category = d.category::text AND f.found = $2 WHERE d.id = $1) AS may`,
      [deviceId, found],
    );
    if (row!.may) return found as Found;
  }
  throw new RuleBroken('maintenance.found_missing', {}, 'found');
}

/** @throws RuleBroken `maintenance.owner_unknown` for whoever is no colleague of the actor */
export async function mustBeColleague(
  tx: EntityManager,
  actor: Actor,
  membershipId: string | undefined,
): Promise<string> {
  if (isId(membershipId)) {
    const [one] = await rows<{ id: string }>(
      tx,
      `SELECT m.id FROM people.membership m WHERE m.id = $1 AND ${COLLEAGUE}`,
      [membershipId, organisationOf(actor)],
    );
    if (one) return one.id;
  }
  throw new RuleBroken('maintenance.owner_unknown', {}, 'ownerId');
}

/** A member `m` of the organisation `$2` who works there now. */
export const COLLEAGUE = `m.organisation_id = $2 AND m.active`;
