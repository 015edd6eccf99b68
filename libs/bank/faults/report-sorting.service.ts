import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { grantVisibility, lockKnownDevices } from '#bank/devices';
import { mayTry, rows, run } from '#platform/database';
import { type Actor, actorColumns, NotFound, RuleBroken } from '#platform/kernel';
import { deviceBehind, type ReportedDevice } from './device-behind.js';
import { reporter } from './follow-up.js';
import type { Problem } from './ticket.lifecycle.js';
import { changeTicket, type TicketRow, ticketRow } from './ticket-changes.js';

interface Report {
  readonly id: string;
  readonly ticketId: string | null;
  readonly number: string;
  readonly typed: string;
  readonly problem: Problem;
  readonly channel: Actor['channel'];
  readonly countedBy: string | null;
}

/** So many new tickets come of one network in a day; what more it reports goes on one ticket, that all networks share. */
export const TICKETS_A_DAY = 19;
const TICKETS = { of: 'fault ticket', times: TICKETS_A_DAY, minutes: 24 * 60 };
const GATHERED = 'plusieurs appareils';

/** Of which fault a report is: the one that its device has, the one that was over a moment ago, or a new one. One open fault a device. */
@Injectable()
export class ReportSorting {
  /** @param actor whoever is at a desk; without, the stranger who reported. @returns the ticket's id. Sorted already, it stays where it is. */
  async sort(tx: EntityManager, reportId: string, actor?: Actor): Promise<string> {
    const report = await locked(tx, reportId);
    if (report.ticketId) return report.ticketId;
    const by = actor ?? reporter(report.channel);
    const device = await deviceBehind(tx, report.typed);
    const ticket = device ? await ofDevice(tx, device) : await nameless(tx, report.typed);
    if (ticket) return this.join(tx, by, report, ticket);
    const allowed = report.countedBy === null || (await mayTry(tx, { allowance: TICKETS, by: report.countedBy }));
    if (allowed) return open(tx, by, report, device);
    const gathering = await gathers(tx);
    return gathering ? this.join(tx, by, report, gathering) : open(tx, by, report, null, true);
  }

  /** A fault that is over goes on; one that goes on is told that they ask. @throws RuleBroken `maintenance.over_too_long` */
  async askOnceMore(tx: EntityManager, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await ticketRow(tx, ticketId);
    if (!ticket.over) return changeTicket(tx, actor, 'ask_again', ticket);
    if (!ticket.goesOn) throw new RuleBroken('maintenance.over_too_long');
    const other = ticket.deviceId ? await live(tx, ticket.deviceId) : null;
    await (other ? changeTicket(tx, actor, 'ask_again', other) : comeBack(tx, actor, ticket));
  }

  private async join(tx: EntityManager, by: Actor, report: Report, ticket: SortedTicket): Promise<string> {
    await (ticket.over ? comeBack(tx, by, ticket) : changeTicket(tx, by, 'join', ticket));
    await settle(tx, report.id, ticket.id);
    return ticket.id;
  }
}

type SortedTicket = TicketRow & { readonly over: boolean; readonly goesOn: boolean };

async function locked(tx: EntityManager, id: string): Promise<Report> {
  const [report] = await rows<Report>(
    tx,
    `SELECT r.id, r.ticket_id AS "ticketId", r.number, r.typed, r.problem, r.channel, r.counted_by AS "countedBy"
     FROM maintenance.report r WHERE r.id = $1 FOR UPDATE`,
    [id],
  );
  if (!report) throw new NotFound('report');
  return report;
}

/** The fault that a device has, or the one that goes on. The device's row is locked first, as everywhere: two reports at once are one after the other. */
async function ofDevice(tx: EntityManager, { deviceId, structureId }: ReportedDevice): Promise<SortedTicket | null> {
  await lockKnownDevices(tx, [deviceId]);
  const open = await live(tx, deviceId);
  if (open) return open;
  const [last] = await rows<{ id: string; same: boolean }>(
    tx,
    `SELECT t.id, t.structure_id IS NOT DISTINCT FROM $2::uuid AND maintenance.goes_on(t) AS same FROM maintenance.ticket t WHERE t.device_id = $1 ORDER BY t.ended_at DESC LIMIT 1`,
    [deviceId, structureId],
  );
  return last?.same ? ticketRow(tx, last.id) : null;
}

async function live(tx: EntityManager, deviceId: string): Promise<SortedTicket | null> {
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT t.id FROM maintenance.ticket t WHERE t.device_id = $1 AND t.ended_at IS NULL',
    [deviceId],
  );
  return row ? ticketRow(tx, row.id) : null;
}

/** The fault that waits for its device under the same label. */
async function nameless(tx: EntityManager, typed: string): Promise<SortedTicket | null> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended('fault ' || lower($1), 0))`, [typed]);
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT t.id FROM maintenance.ticket t WHERE lower(t.typed) = lower($1) AND t.device_id IS NULL AND t.ended_at IS NULL ORDER BY t.id LIMIT 1',
    [typed],
  );
  return row ? ticketRow(tx, row.id) : null;
}

async function gathers(tx: EntityManager): Promise<SortedTicket | null> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended('faults gathered', 0))`, []);
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT t.id FROM maintenance.ticket t WHERE t.gathers AND t.ended_at IS NULL',
  );
  return row ? ticketRow(tx, row.id) : null;
}

/** The same fault goes on, with those who took care of it. */
async function comeBack(tx: EntityManager, by: Actor, ticket: SortedTicket): Promise<void> {
  await changeTicket(tx, by, 'come_back', ticket);
  if (ticket.structureId && ticket.deviceId)
    await grantVisibility(tx, ticket.structureId, [ticket.deviceId], { kind: 'ticket', id: ticket.id });
}

async function settle(tx: EntityManager, reportId: string, ticketId: string): Promise<void> {
  await run(
    tx,
    `UPDATE maintenance.report r SET ticket_id = t.id, after_event_id = t.last_event_id, counted_by = NULL
     FROM maintenance.ticket t WHERE r.id = $1 AND t.id = $2`,
    [reportId, ticketId],
  );
}

async function open(
  tx: EntityManager,
  by: Actor,
  report: Report,
  device: ReportedDevice | null,
  gathering = false,
): Promise<string> {
  await run(tx, OPEN, [
    report.id,
    report.number,
    gathering ? GATHERED : report.typed,
    report.problem,
    device?.deviceId ?? null,
    device?.structureId ?? null,
    by.channel,
    ...actorColumns(by).slice(0, 3),
    gathering,
  ]);
  await settle(tx, report.id, report.id);
  if (device?.structureId)
    await grantVisibility(tx, device.structureId, [device.deviceId], { kind: 'ticket', id: report.id });
  return report.id;
}

const OPEN = `
  WITH event AS (
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, device_id, structure_id, channel, membership_id, operator_number, organisation_id)
    VALUES ($1, 'report', 'none', 'open', $5, $6, $7, $8::uuid, $9::int, $10::uuid) RETURNING id
  )
  INSERT INTO maintenance.ticket (id, number, typed, problem, device_id, structure_id, state, last_event_id, gathers)
  SELECT $1, $2, $3, $4, $5::uuid, $6::uuid, 'open', event.id, $11 FROM event`;
