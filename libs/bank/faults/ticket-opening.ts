import type { EntityManager } from 'typeorm';
import { grantVisibility } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, newId } from '#platform/kernel';
import type { ReportedDevice } from './device-behind.js';
import type { Problem } from './ticket.lifecycle.js';
import { NUMBER_FREE, newTicketNumber } from './ticket-listing.js';

export interface Report {
  readonly id: string;
  readonly ticketId: string | null;
  readonly number: string;
  readonly typed: string;
  readonly problem: Problem;
  readonly channel: Actor['channel'];
  readonly countedBy: string | null;
}

const GATHERED = 'plusieurs appareils';

export async function settle(tx: EntityManager, reportId: string, ticketId: string): Promise<void> {
  await run(
    tx,
    `UPDATE maintenance.report r SET ticket_id = t.id, after_event_id = t.last_event_id, counted_by = NULL
     FROM maintenance.ticket t WHERE r.id = $1 AND t.id = $2`,
    [reportId, ticketId],
  );
}

/** A fault of its own for a report. @param as another id and number, where a fault had the report's before. */
export async function open(
  tx: EntityManager,
  by: Actor,
  report: Report,
  device: ReportedDevice | null,
  as: Pick<Report, 'id' | 'number'> = report,
): Promise<string> {
  await insert(tx, by, { ...report, id: as.id, number: as.number }, device);
  await settle(tx, report.id, as.id);
  if (device?.structureId)
    await grantVisibility(tx, device.structureId, [device.deviceId], { kind: 'ticket', id: as.id });
  return as.id;
}

/** The id and the number that a report's own fault has: the report's, where no fault had them before. */
export async function idAndNumber(tx: EntityManager, report: Report): Promise<Pick<Report, 'id' | 'number'>> {
  const used = await rows<{ id: string }>(
    tx,
    'SELECT t.id FROM maintenance.ticket t WHERE t.id = $1 OR t.number = $2',
    [report.id, report.number],
  );
  return used.length ? { id: newId(), number: await freeNumber(tx) } : report;
}

/** A fault where reports are gathered. Its number is none of theirs: each may leave it. */
export async function gather(
  tx: EntityManager,
  by: Actor,
  report: Report,
  structureId: string | null,
): Promise<string> {
  const fault = { id: newId(), number: await freeNumber(tx), typed: GATHERED, problem: report.problem };
  await insert(tx, by, fault, { deviceId: null, structureId }, true);
  await settle(tx, report.id, fault.id);
  return fault.id;
}

/** A number that neither a fault nor a report has. */
async function freeNumber(tx: EntityManager): Promise<string> {
  for (;;) {
    const number = newTicketNumber();
    const [row] = await rows<{ free: boolean }>(tx, `SELECT ${NUMBER_FREE('$1')} AS free`, [number]);
    if (row!.free) return number;
  }
}

async function insert(
  tx: EntityManager,
  by: Actor,
  fault: Pick<Report, 'id' | 'number' | 'typed' | 'problem'>,
  of: { readonly deviceId: string | null; readonly structureId: string | null } | null,
  gathers = false,
): Promise<void> {
  await run(tx, OPEN, [
    fault.id,
    fault.number,
    fault.typed,
    fault.problem,
    of?.deviceId ?? null,
    of?.structureId ?? null,
    by.channel,
    ...actorColumns(by).slice(0, 3),
    gathers,
  ]);
}

const OPEN = `
  WITH event AS (
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, device_id, structure_id, channel, membership_id, operator_number, organisation_id)
    VALUES ($1, 'report', 'none', 'open', $5, $6, $7, $8::uuid, $9::int, $10::uuid) RETURNING id
  )
  INSERT INTO maintenance.ticket (id, number, typed, problem, device_id, structure_id, state, last_event_id, gathers)
  SELECT $1, $2, $3, $4, $5::uuid, $6::uuid, 'open', event.id, $11 FROM event`;
