import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { mustBeOwn } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, type Page, READ, scopeOf } from '#platform/kernel';
import { REQUEST_LIFECYCLE } from './request.lifecycle.js';
import type {
  RequestEventView,
  RequestLineView,
  RequestListView,
  RequestUnitView,
  RequestView,
} from './request.views.js';
import { EXPIRING, REQUEST_COLUMNS, REQUESTS, type RequestsAsked } from './request-listing.js';

/** The order of a list of which nothing is said: what waits is looked at from the oldest on. */
export const usualRequestSort = (state: string | undefined): NonNullable<RequestsAsked['sort']> =>
  state === 'submitted' || state === 'approved' || state === EXPIRING ? 'oldest' : 'newest';

/** Reading requests: the bank sees what was sent, a structure its own, drafts included. */
@Injectable()
export class RequestQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** A page of them, newest first; those of a state in which they wait oldest first; or in the order that is asked for. */
  list(actor: Actor, asked: RequestsAsked = {}, on: Reader = this.db): Promise<Page<RequestListView>> {
    return this.read(actor, asked, false, on);
  }

  counted(actor: Actor, asked: RequestsAsked = {}): Promise<CountedPage<RequestListView>> {
    return this.read(actor, asked, true, this.db);
  }

  private async read(actor: Actor, asked: RequestsAsked, counts: boolean, on: Reader) {
    const own = scopeOf(actor, READ.requests);
    await mustBeOwn(on, own, asked.structureId, 'structureId');
    const sort = asked.sort ?? (asked.cursor ? undefined : usualRequestSort(asked.state));
    return REQUESTS.page(on, own, { ...asked, sort }, counts);
  }

  /** One request with its lines, units and history. @throws NotFound for another structure's, or a draft when the bank asks. */
  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<RequestView> {
    const own = scopeOf(actor, READ.requests);
    const row = await rowOf<Omit<RequestView, 'lines' | 'unitList' | 'events' | 'allowed'>>(
      on,
      `SELECT ${REQUEST_COLUMNS}, r.place_id AS "placeId", p.name AS place, r.refusal_reason AS "refusalReason", r.refusal_note AS "refusalNote",
         r.decided_at AS "decidedAt"
       FROM allocation.request r JOIN people.organisation o ON o.id = r.structure_id JOIN people.place p ON p.id = r.place_id
       WHERE r.id = $1 AND CASE WHEN $2::uuid IS NULL THEN r.state <> 'draft' ELSE r.structure_id = ANY (people.structures_of($2)) END`,
      [id, own],
      { request: id },
    );
    const [lines, unitList, events] = await Promise.all([this.lines(id, on), this.units(id, on), this.events(id, on)]);
    const allowed = REQUEST_LIFECYCLE.allowed(actor, row).filter(
      (verb) => verb !== 'approve_more' || row.unanswered > 0,
    );
    return { ...row, lines, unitList, events, allowed };
  }

  private lines(id: string, on: Reader): Promise<RequestLineView[]> {
    return rows<RequestLineView>(
      on,
      `SELECT l.id, l.category, l.needs, count(*)::int AS quantity, count(*) FILTER (WHERE u.state = 'asked')::int AS unanswered
       FROM allocation.request_line l JOIN allocation.request_unit u ON u.line_id = l.id WHERE l.request_id = $1 GROUP BY l.id ORDER BY l.position`,
      [id],
    );
  }

  private units(id: string, on: Reader): Promise<RequestUnitView[]> {
    return rows<RequestUnitView>(
      on,
      `SELECT u.id, u.state, u.category, l.needs, u.refusal_reason AS "refusalReason", u.beneficiary_id AS "beneficiaryId", b.reference, d.id AS "deviceId",
         d.code AS "deviceCode", d.state AS "deviceState"
       FROM allocation.request_unit u JOIN allocation.request_line l ON l.id = u.line_id
       LEFT JOIN allocation.beneficiary b ON b.id = u.beneficiary_id
       LEFT JOIN LATERAL (
         SELECT v.device_id FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL
         UNION ALL SELECT h.device_id FROM allocation.handover h WHERE h.unit_id = u.id AND h.ended_at IS NULL LIMIT 1) x ON true
       LEFT JOIN devices.device d ON d.id = x.device_id
       WHERE u.request_id = $1 ORDER BY l.position, u.position`,
      [id],
    );
  }

  private events(id: string, on: Reader): Promise<RequestEventView[]> {
    return rows<RequestEventView>(
      on,
      `SELECT e.verb, e.at, e.operator_number AS "operatorNumber", o.name AS organisation
       FROM allocation.request_event e LEFT JOIN people.organisation o ON o.id = e.organisation_id WHERE e.request_id = $1 ORDER BY e.id DESC`,
      [id],
    );
  }
}
