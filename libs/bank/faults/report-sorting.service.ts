import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { grantVisibility, lockKnownDevices } from '#bank/devices';
import { mayTry, rows, run } from '#platform/database';
import { type Actor, isId, NotFound, RuleBroken } from '#platform/kernel';
import { deviceBehind, type ReportedDevice, whileOpen } from './device-behind.js';
import { reporter } from './follow-up.js';
import { changeTicket, type TicketRow, ticketRow } from './ticket-changes.js';
import { gather, idAndNumber, open, type Report, settle } from './ticket-opening.js';

/** So many new tickets come of one network in a day, half of them at most of labels that lead to no device; what more it reports is gathered. */
export const TICKETS_A_DAY = 18;
const TICKETS = { of: 'fault ticket', times: TICKETS_A_DAY, minutes: 24 * 60 };
const OF_NO_DEVICE = { of: 'fault ticket of no device', times: TICKETS_A_DAY / 2, minutes: 24 * 60 };

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
    const { countedBy } = report;
    const allowances = device ? [TICKETS] : [TICKETS, OF_NO_DEVICE];
    const allowed =
      countedBy === null || (await mayTry(tx, ...allowances.map((allowance) => ({ allowance, by: countedBy }))));
    if (allowed) return open(tx, by, report, device);
    const gathering = await gathers(tx, device?.structureId ?? null);
    return gathering ? this.join(tx, by, report, gathering) : gather(tx, by, report, device?.structureId ?? null);
  }

  /**
   * A report leaves its fault for the one of the device that its label leads to, where that is another, else for one of its own, that the bank sorts.
   * The report that gave the fault its number stays. @param device behind its label, locked. @returns the ticket's id.
   * @throws RuleBroken `maintenance.report_unknown`
   */
  async moveOut(
    tx: EntityManager,
    actor: Actor,
    ticket: TicketRow,
    reportId: string | undefined,
    device: ReportedDevice | null,
  ): Promise<string> {
    const report = isId(reportId) && (await lockedIn(tx, reportId, ticket));
    if (!report) throw new RuleBroken('maintenance.report_unknown', {}, 'reportId');
    await changeTicket(tx, actor, 'move_out', ticket);
    const another = device && device.deviceId !== ticket.deviceId ? device : null;
    const other = another ? await ofDevice(tx, another) : null;
    const id = other
      ? await this.join(tx, actor, report, other)
      : await open(tx, actor, report, another, await idAndNumber(tx, report));
    if (ticket.gathers && !(await hasReports(tx, ticket.id)))
      await changeTicket(tx, actor, 'close', ticket, { closeReason: 'duplicate' });
    return id;
  }

  /**
   * Where the device has an open fault, what was reported goes on in that one, and this one ends as already reported. The device is locked.
   * @returns the fault that goes on; null where the device has none
   */
  async goOnInOpenOne(tx: EntityManager, actor: Actor, ticket: TicketRow, deviceId: string): Promise<string | null> {
    const other = await openFaultOf(tx, deviceId);
    if (!other || other.id === ticket.id) return null;
    await changeTicket(tx, actor, 'close', ticket, { closeReason: 'duplicate', joinedTo: other.id });
    await changeTicket(tx, actor, 'join', other);
    await run(
      tx,
      `UPDATE maintenance.report r SET ticket_id = t.id, after_event_id = t.last_event_id FROM maintenance.ticket t WHERE r.ticket_id = $1 AND t.id = $2`,
      [ticket.id, other.id],
    );
    return other.id;
  }

  /** The number of the open fault that stands in the way of this one's going on: its reports joined it, or it is of the same device, or gathers the same. */
  async goingOnInstead(tx: EntityManager, ticket: TicketRow): Promise<string | null> {
    const [other] = await rows<{ number: string }>(
      tx,
      `SELECT o.number FROM maintenance.ticket o WHERE o.id = $2::uuid OR (o.id <> $1 AND o.ended_at IS NULL
         AND (o.device_id = $3::uuid OR ($4::boolean AND o.gathers AND o.structure_id IS NOT DISTINCT FROM $5::uuid)))
       ORDER BY o.id = $2::uuid DESC LIMIT 1`,
      [ticket.id, ticket.joinedTo, ticket.deviceId, ticket.gathers, ticket.structureId],
    );
    return other?.number ?? null;
  }

  /** A fault that is over goes on; one that goes on is told that they ask. @throws RuleBroken `maintenance.over_too_long` */
  async askOnceMore(tx: EntityManager, actor: Actor, ticketId: string): Promise<void> {
    await lockDeviceOf(tx, ticketId);
    const ticket = await ticketRow(tx, ticketId);
    if (!ticket.over) return changeTicket(tx, actor, 'ask_again', ticket);
    if (!ticket.goesOn) throw new RuleBroken('maintenance.over_too_long');
    const other = ticket.deviceId ? await openFaultOf(tx, ticket.deviceId) : null;
    await (other ? changeTicket(tx, actor, 'ask_again', other) : comeBack(tx, actor, ticket));
  }

  private async join(tx: EntityManager, by: Actor, report: Report, ticket: SortedTicket): Promise<string> {
    await (ticket.over ? comeBack(tx, by, ticket) : changeTicket(tx, by, 'join', ticket));
    await settle(tx, report.id, ticket.id);
    return ticket.id;
  }
}

const REPORT = `r.id, r.ticket_id AS "ticketId", r.number, r.typed, r.problem, r.channel, r.counted_by AS "countedBy"`;

type SortedTicket = TicketRow & { readonly over: boolean; readonly goesOn: boolean };

/** A report of the ticket that can be moved out of it. */
async function lockedIn(tx: EntityManager, id: string, ticket: TicketRow): Promise<Report | undefined> {
  const [report] = await rows<Report>(
    tx,
    `SELECT ${REPORT} FROM maintenance.report r WHERE r.id = $1 AND r.ticket_id = $2 AND r.number <> $3 FOR UPDATE`,
    [id, ticket.id, ticket.number],
  );
  return report;
}

async function hasReports(tx: EntityManager, ticketId: string): Promise<boolean> {
  const [row] = await rows<{ has: boolean }>(
    tx,
    'SELECT EXISTS (SELECT FROM maintenance.report r WHERE r.ticket_id = $1) AS has',
    [ticketId],
  );
  return row!.has;
}

async function locked(tx: EntityManager, id: string): Promise<Report> {
  const [report] = await rows<Report>(tx, `SELECT ${REPORT} FROM maintenance.report r WHERE r.id = $1 FOR UPDATE`, [
    id,
  ]);
  if (!report) throw new NotFound('report');
  return report;
}

/** The fault that a device has, or the one that goes on. The device's row is locked first, as everywhere: two reports at once are one after the other. */
async function ofDevice(tx: EntityManager, { deviceId, structureId }: ReportedDevice): Promise<SortedTicket | null> {
  await lockKnownDevices(tx, [deviceId]);
  const open = await openFaultOf(tx, deviceId);
  if (open) return open;
  const [last] = await rows<{ id: string; same: boolean }>(
    tx,
    `SELECT t.id, t.structure_id IS NOT DISTINCT FROM $2::uuid AND maintenance.goes_on(t) AS same FROM maintenance.ticket t WHERE t.device_id = $1 ORDER BY t.ended_at DESC LIMIT 1`,
    [deviceId, structureId],
  );
  return last?.same ? ticketRow(tx, last.id) : null;
}

/** The one open fault of a device, which is locked. */
async function openFaultOf(tx: EntityManager, deviceId: string): Promise<SortedTicket | null> {
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
    'SELECT t.id FROM maintenance.ticket t WHERE lower(t.typed) = lower($1) AND t.device_id IS NULL AND t.ended_at IS NULL AND NOT t.gathers ORDER BY t.id LIMIT 1',
    [typed],
  );
  return row ? ticketRow(tx, row.id) : null;
}

/** The fault that gathers reports of a structure's devices; without, of labels that lead to no device of one. */
async function gathers(tx: EntityManager, structureId: string | null): Promise<SortedTicket | null> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended(concat('faults gathered ', $1::uuid), 0))`, [
    structureId,
  ]);
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT t.id FROM maintenance.ticket t WHERE t.gathers AND t.ended_at IS NULL AND t.structure_id IS NOT DISTINCT FROM $1::uuid',
    [structureId],
  );
  return row ? ticketRow(tx, row.id) : null;
}

/** The device of a fault, before the fault itself, as everywhere. */
async function lockDeviceOf(tx: EntityManager, ticketId: string): Promise<void> {
  const [row] = await rows<{ deviceId: string | null }>(
    tx,
    'SELECT t.device_id AS "deviceId" FROM maintenance.ticket t WHERE t.id = $1',
    [ticketId],
  );
  if (row?.deviceId) await lockKnownDevices(tx, [row.deviceId]);
}

/** The same fault goes on, with those who took care of it; where they closed since, with the bank. */
async function comeBack(tx: EntityManager, by: Actor, ticket: SortedTicket): Promise<void> {
  const structureId = await whileOpen(tx, ticket.structureId);
  await changeTicket(tx, by, 'come_back', ticket, { structureId });
  if (structureId && ticket.deviceId)
    await grantVisibility(tx, structureId, [ticket.deviceId], { kind: 'ticket', id: ticket.id });
}
