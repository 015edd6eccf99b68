import { assembled, listed, type Sorts, sortNames, type Turn, turnsOf, whole } from '#platform/database';
import type { TicketState } from './ticket.lifecycle.js';

export type TicketSort = 'newest' | 'oldest' | 'changed';

/** The orders of the list of faults. */
export const TICKET_SORTS: Sorts<TicketSort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', heading: 'Signalée', order: 'ascending', keys: [] },
  // The newest row of its history grows with every change.
  changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [whole('t.last_event_id')] },
};
export const TICKET_SORT_NAMES = sortNames(TICKET_SORTS);

/** What the list keeps. */
export interface KeptTickets {
  readonly states?: readonly TicketState[];
  readonly structureId?: string;
  readonly number?: string;
  readonly problem?: string;
  /** Those whose structure nobody knows yet. */
  readonly unplaced?: boolean;
}

export const TICKET_COLUMNS = `t.id, t.number, t.problem, t.state, t.typed, t.device_id AS "deviceId", d.code AS "deviceCode", d.category,
  d.make, d.model, t.structure_id AS "structureId", o.name AS structure, t.opened_at AS "openedAt", t.ended_at AS "endedAt"`;
export const TICKET_JOINS = `LEFT JOIN devices.device d ON d.id = t.device_id LEFT JOIN people.organisation o ON o.id = t.structure_id`;

export const TICKETS = assembled(
  (scope: string | null, kept: KeptTickets, turn: Turn<TicketSort>) =>
    listed(TICKET_SORTS, turn, 't.id', (value) => {
      const where: string[] = [];
      if (scope) where.push(`t.structure_id = ${value(scope)}`);
      if (kept.states) where.push(`t.state = ANY(${value(kept.states)})`);
      if (kept.structureId) where.push(`t.structure_id = ${value(kept.structureId)}`);
      if (kept.number !== undefined) where.push(`t.number = ${value(kept.number)}`);
      if (kept.problem) where.push(`t.problem = ${value(kept.problem)}`);
      if (kept.unplaced) where.push('t.structure_id IS NULL');
      const from = `maintenance.ticket t ${TICKET_JOINS}`;
      return { columns: TICKET_COLUMNS, from, where, counted: 'maintenance.ticket t' };
    }),
  [
    ...turnsOf(TICKET_SORTS).map((turn): [null, KeptTickets, Turn<TicketSort>] => [null, {}, turn]),
    ['x', { states: ['open'], structureId: 'x', number: 'x', problem: 'x', unplaced: true }, turnsOf(TICKET_SORTS)[0]!],
  ],
);
