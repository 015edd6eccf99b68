import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, may, mayAll, organisationOf, READ, type Waiting } from '#platform/kernel';
import { DUE_AT, DUE_HOURS, LETTER_TO_POST, visibleTo } from './incident-listing.js';

interface Counted {
  readonly open: number;
  readonly told: number;
  readonly late: number;
  readonly letters: number;
  /** The delay that ends first, of those to be told and of those whose answer is awaited. */
  readonly openDue: Date | null;
  readonly openHours: number | null;
  readonly toldDue: Date | null;
  readonly toldHours: number | null;
}

export type IncidentsWaiting = 'incidents_to_tell' | 'incidents_letters' | 'incidents_open' | 'incidents_unanswered';

@Injectable()
export class IncidentsToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The bank: losses whose controllers are to be told, and those told that have not answered. Whoever had what was lost: what goes on. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<IncidentsWaiting>[]> {
    if (!may(actor, READ.incidents)) return [];
    const [n] = await rows<Counted>(
      on,
      `SELECT count(*) FILTER (WHERE i.state = 'open')::int AS open, count(*) FILTER (WHERE i.state = 'told')::int AS told,
         count(*) FILTER (WHERE i.state = 'open' AND i.opened_at + make_interval(mins => i.notice_hours * 30) < platform.now()
           AND EXISTS (SELECT FROM incidents.controller c WHERE c.incident_id = i.id AND c.told_at IS NULL AND c.replaced_at IS NULL))::int AS late,
         count(*) FILTER (WHERE ${LETTER_TO_POST})::int AS letters,
         ${nearest('open')}, ${nearest('told')}
       FROM (SELECT i.*, ${DUE_AT} AS due_at, ${DUE_HOURS} AS due_hours FROM incidents.incident i) i WHERE i.state <> ALL (incidents.ended_states()) AND ${visibleTo(actor, 'i', '$1')}`,
      [organisationOf(actor)],
    );
    if (!mayAll(actor, READ.incidents)) return [{ what: 'incidents_open', count: n!.open + n!.told }];
    return [
      { what: 'incidents_to_tell', count: n!.open, late: n!.late, due: due(n!.openDue, n!.openHours) },
      { what: 'incidents_letters', count: n!.letters },
      { what: 'incidents_unanswered', count: n!.told, due: due(n!.toldDue, n!.toldHours) },
    ];
  }
}

const nearest = (state: 'open' | 'told'): string =>
  `min(i.due_at) FILTER (WHERE i.state = '${state}') AS "${state}Due",
   (array_agg(i.due_hours ORDER BY i.due_at) FILTER (WHERE i.state = '${state}'))[1] AS "${state}Hours"`;

const due = (at: Date | null, hours: number | null) => (at && hours ? { at, hours } : null);
