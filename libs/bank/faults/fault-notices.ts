import type { EntityManager } from 'typeorm';
import { showAssetCode } from '#bank/devices';
import { type MailData, type Notices } from '#bank/mails';
import { THE_BANK } from '#bank/people';
import { rows } from '#platform/database';
import { BANK, MANAGERS, publicUrl, STRUCTURE } from '#platform/kernel';
import { OUT_DEVICE, type OutDevice, outWords } from './out-device.js';
import { PROBLEMS, type Problem, TICKET_LIFECYCLE, TICKET_STATES, type TicketState } from './ticket.lifecycle.js';
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

/** Faults that nobody took yet, for the structure that handed the device over, else for the bank; of a device that is out, the bank hears otherwise. */
function openTickets(tx: EntityManager, ids: readonly string[]): Promise<OpenTicket[]> {
  return rows<OpenTicket>(
    tx,
    `SELECT t.id AS "subjectId", t.number, t.problem, coalesce(t.structure_id, ${THE_BANK}) AS "organisationId"
     FROM maintenance.ticket t LEFT JOIN devices.device d ON d.id = t.device_id
     WHERE t.id = ANY ($1) AND t.state = 'open' AND (d.id IS NULL OR d.state <> ALL (devices.out_states()))`,
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

/** What a person does of a fault that is known already. */
const AGAIN_VERBS = ['join', 'ask_again', 'come_back'] as const;

interface AgainTicket extends OpenTicket {
  readonly membershipId: string | null;
  readonly state: TicketState;
  readonly verb: (typeof AGAIN_VERBS)[number];
  readonly day: string;
}

/** Faults that were last reported or asked about again, each for its structure or the bank, and for whoever has it in hand. */
function againTickets(tx: EntityManager, ids: readonly string[]): Promise<AgainTicket[]> {
  return rows<AgainTicket>(
    tx,
    `SELECT t.id AS "subjectId", t.number, t.problem, t.state, e.verb, (e.recorded_at AT TIME ZONE b.time_zone)::date::text AS day, w.organisation AS "organisationId", w.member AS "membershipId"
     FROM people.bank b CROSS JOIN maintenance.ticket t CROSS JOIN LATERAL (
       SELECT e.verb, e.recorded_at FROM maintenance.ticket_event e WHERE e.ticket_id = t.id AND e.verb = ANY ($2) ORDER BY e.id DESC LIMIT 1) e
     CROSS JOIN LATERAL (
       SELECT coalesce(t.structure_id, ${THE_BANK}) AS organisation, NULL::uuid AS member
       UNION ALL SELECT m.organisation_id, m.id FROM people.membership m WHERE m.id = t.owner_id AND m.active) w
     WHERE t.id = ANY ($1) AND t.ended_at IS NULL`,
    [ids, AGAIN_VERBS],
  );
}

interface OutTicket extends OpenTicket {
  readonly code: string;
  readonly day: string;
  readonly out: OutDevice;
}

/** Faults of devices that are out, whose label somebody has: for the bank. */
function outTickets(tx: EntityManager, ids: readonly string[]): Promise<OutTicket[]> {
  return rows<OutTicket>(
    tx,
    `SELECT t.id AS "subjectId", t.number, t.problem, ${THE_BANK} AS "organisationId", d.code, ${OUT_DEVICE} AS out, (r.at AT TIME ZONE b.time_zone)::date::text AS day
     FROM people.bank b CROSS JOIN maintenance.ticket t JOIN devices.device d ON d.id = t.device_id
       CROSS JOIN LATERAL (SELECT max(r.reported_at) AS at FROM maintenance.report r WHERE r.ticket_id = t.id) r
     WHERE t.id = ANY ($1) AND t.ended_at IS NULL AND d.state = ANY (devices.out_states())`,
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
    usefulDays: 7,
    must: MANAGERS,
    find: async (tx, ids) =>
      (await openTickets(tx, ids)).map((ticket) => ({
        ...ticket,
        again: ticket.organisationId,
        data: dataOf(ticket),
      })),
  },
  // The stranger's answer is the same: what the bank knows of the device is the bank's.
  fault_of_device_out: {
    on: ['ticket.report', 'ticket.assign', 'ticket.join', 'ticket.come_back'],
    to: BANK,
    usual: 'at_once',
    usefulDays: null,
    must: BANK,
    find: async (tx, ids) =>
      (await outTickets(tx, ids)).map((ticket) => ({
        ...ticket,
        again: ticket.day,
        data: {
          ...dataOf(ticket),
          code: showAssetCode(ticket.code),
          state: outWords(ticket.out),
          since: ticket.out.since,
        },
      })),
  },
  // Whoever scans a label reports, as often as they like: of one fault each of these is told once a day.
  fault_again: {
    on: AGAIN_VERBS.map((verb) => `ticket.${verb}` as const),
    to: EITHER,
    usual: 'at_once',
    usefulDays: 3,
    must: MANAGERS,
    find: async (tx, ids) =>
      (await againTickets(tx, ids)).map((ticket) => ({
        ...ticket,
        again: `${ticket.day}/${ticket.verb}`,
        data: {
          ...dataOf(ticket),
          state: TICKET_STATES[ticket.state].label.toLowerCase(),
          again: TICKET_LIFECYCLE.transition(ticket.verb).done.toLowerCase(),
        },
      })),
  },
  fault_late: {
    on: ['ticket.late'],
    to: EITHER,
    usual: 'summary',
    usefulDays: 7,
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
    usefulDays: 7,
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
