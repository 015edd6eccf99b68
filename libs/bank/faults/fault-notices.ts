import type { EntityManager } from 'typeorm';
import { type MailData, type Notices } from '#bank/mails';
import { THE_BANK } from '#bank/people';
import { rows } from '#platform/database';
import { BANK, MANAGERS, publicUrl, STRUCTURE } from '#platform/kernel';
import { PROBLEMS, type Problem, TICKET_STATES, type TicketState } from './ticket.lifecycle.js';
import { showTicketNumber } from './ticket-listing.js';

interface OpenTicket {
  readonly subjectId: string;
  readonly number: string;
  readonly problem: Problem;
  readonly organisationId: string;
}

const dataOf = ({ subjectId, number, problem }: OpenTicket): MailData['fault_opened'] => ({
  number: showTicketNumber(number),
  problem: PROBLEMS[problem].label,
  page: `${publicUrl() ?? ''}/pannes/${subjectId}`,
});

/** Faults that nobody took yet, for the structure that handed the device over, else for the bank. */
function openTickets(tx: EntityManager, ids: readonly string[]): Promise<OpenTicket[]> {
  return rows<OpenTicket>(
    tx,
    `SELECT t.id AS "subjectId", t.number, t.problem, coalesce(t.structure_id, ${THE_BANK}) AS "organisationId"
     FROM maintenance.ticket t WHERE t.id = ANY ($1) AND t.state = 'open'`,
    [ids],
  );
}

/** Faults that are late, by the one rule, each for its structure and for the bank. */
function lateTickets(
  tx: EntityManager,
  ids: readonly string[],
): Promise<(OpenTicket & { state: TicketState; dueAt: Date })[]> {
  return rows<OpenTicket & { state: TicketState; dueAt: Date }>(
    tx,
    `SELECT t.id AS "subjectId", t.number, t.problem, t.state, t.due_at AS "dueAt", o.id AS "organisationId"
     FROM maintenance.ticket t CROSS JOIN LATERAL (
       SELECT t.structure_id AS id WHERE t.structure_id IS NOT NULL UNION SELECT ${THE_BANK}) o
     WHERE t.id = ANY ($1) AND t.due_at < platform.now()`,
    [ids],
  );
}

const EITHER = [...STRUCTURE, ...BANK];

/** What is written about faults. */
export const FAULT_NOTICES: Notices = {
  fault_opened: {
    on: ['ticket.report', 'ticket.assign'],
    to: EITHER,
    usual: 'at_once',
    must: MANAGERS,
    find: async (tx, ids) =>
      (await openTickets(tx, ids)).map((ticket) => ({
        ...ticket,
        again: ticket.organisationId,
        data: dataOf(ticket),
      })),
  },
  fault_late: {
    on: ['ticket.late'],
    to: EITHER,
    usual: 'summary',
    publishLate: (tx) => rows<{ n: number }>(tx, 'SELECT maintenance.publish_late_tickets() AS n', []),
    find: async (tx, ids) =>
      (await lateTickets(tx, ids)).map((ticket) => ({
        ...ticket,
        again: ticket.dueAt.toISOString(),
        data: { ...dataOf(ticket), state: TICKET_STATES[ticket.state].label.toLowerCase() },
      })),
  },
  device_back: {
    on: ['transfer.finish'],
    to: STRUCTURE,
    usual: 'at_once',
    find: async (tx, ids) => {
      const back = await rows<{ subjectId: string; organisationId: string; number: string; devices: number }>(
        tx,
        `SELECT t.id AS "subjectId", t.to_org_id AS "organisationId", t.number, count(DISTINCT l.device_id)::int AS devices
         FROM logistics.transfer t JOIN logistics.transfer_line l ON l.transfer_id = t.id AND l.outcome = 'confirmed'
         JOIN maintenance.ticket f ON f.device_id = l.device_id AND f.state = 'device_in' AND f.structure_id = t.to_org_id
         WHERE t.id = ANY ($1) GROUP BY t.id`,
        [ids],
      );
      const page = `${publicUrl() ?? ''}/pannes`;
      return back.map(({ number, devices, ...one }) => ({ ...one, data: { number, devices, page } }));
    },
  },
};
