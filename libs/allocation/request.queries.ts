import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rows } from '#database';
import { type Actor, isId, NotFound, type Page, pageById, READ, scopeOf } from '#kernel';
import { REQUEST_LIFECYCLE, REQUEST_STATE_NAMES, type RequestState } from './request.lifecycle.js';
import type {
  RequestEventView,
  RequestLineView,
  RequestListView,
  RequestUnitView,
  RequestView,
} from './request.views.js';
import { EXPIRES_SOON_DAYS } from './standing.js';

export interface RequestFilter {
  readonly state?: string;
  readonly structureId?: string;
  readonly category?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** The filter of a list of requests that keeps those which end within days, unserved. */
export const EXPIRING = 'expiring';

const LIST = `r.id, r.number, r.structure_id AS "structureId", o.name AS structure, o.commune, r.state, r.urgency,
  r.created_at AS "createdAt", r.submitted_at AS "submittedAt", r.expires_at AS "expiresAt",
  (SELECT coalesce(json_agg(json_build_object('category', a.category, 'quantity', a.n) ORDER BY a.first), '[]') FROM (
     SELECT u.category, count(*)::int AS n, min(l.position) AS first FROM allocation.request_unit u JOIN allocation.request_line l ON l.id = u.line_id
     WHERE u.request_id = r.id GROUP BY u.category) a) AS asked,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id) AS units,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id AND u.state = 'fulfilled') AS fulfilled,
  (SELECT count(*)::int FROM allocation.request_unit u JOIN allocation.reservation v ON v.unit_id = u.id AND v.ended_at IS NULL
     WHERE u.request_id = r.id) AS reserved`;

/** Reading requests: the bank sees what was sent, a structure its own, drafts included. */
@Injectable()
export class RequestQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Newest first; with `state: 'submitted'` or `'approved'` the oldest first, since they wait. */
  async list(actor: Actor, filter: RequestFilter = {}): Promise<Page<RequestListView>> {
    const own = scopeOf(actor, READ.requests);
    const structure = own ?? (isId(filter.structureId) ? filter.structureId : null);
    // Among the states of the list: approved ones that end soon.
    const expiring = filter.state === EXPIRING;
    const state = expiring
      ? 'approved'
      : REQUEST_STATE_NAMES.includes(filter.state as RequestState)
        ? filter.state
        : null;
    const waiting = state === 'submitted' || state === 'approved';
    return pageById(filter, (beyond, most) =>
      rows<RequestListView>(
        this.db,
        `SELECT ${LIST} FROM allocation.request r JOIN people.organisation o ON o.id = r.structure_id
       WHERE ($1::uuid IS NULL OR r.structure_id = ANY (people.structures_of($1))) AND ($2::text IS NULL OR r.state = $2) AND ($3 OR r.state <> 'draft')
         AND ($4::uuid IS NULL OR r.id ${waiting ? '>' : '<'} $4)
         AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM allocation.request_line l WHERE l.request_id = r.id AND l.category = $5))
         AND (NOT $7 OR r.expires_at <= now() + make_interval(days => $8))
       ORDER BY r.id ${waiting ? 'ASC' : 'DESC'} LIMIT $6`,
        [structure, state ?? null, own !== null, beyond, filter.category || null, most, expiring, EXPIRES_SOON_DAYS],
      ),
    );
  }

  /** One request with its lines, units and history. @throws NotFound for another structure's, or a draft when the bank asks. */
  async byId(actor: Actor, id: string): Promise<RequestView> {
    if (!isId(id)) throw new NotFound('request');
    const own = scopeOf(actor, READ.requests);
    const [row] = await rows<Omit<RequestView, 'lines' | 'unitList' | 'events' | 'allowed'>>(
      this.db,
      `SELECT ${LIST}, r.place_id AS "placeId", p.name AS place, r.refusal_reason AS "refusalReason", r.refusal_note AS "refusalNote",
         r.decided_at AS "decidedAt"
       FROM allocation.request r JOIN people.organisation o ON o.id = r.structure_id JOIN people.place p ON p.id = r.place_id
       WHERE r.id = $1 AND CASE WHEN $2::uuid IS NULL THEN r.state <> 'draft' ELSE r.structure_id = ANY (people.structures_of($2)) END`,
      [id, own],
    );
    if (!row) throw new NotFound('request');
    const [lines, unitList, events] = await Promise.all([this.lines(id), this.units(id), this.events(id)]);
    return { ...row, lines, unitList, events, allowed: REQUEST_LIFECYCLE.allowed(actor, row) };
  }

  private lines(id: string): Promise<RequestLineView[]> {
    return rows<RequestLineView>(
      this.db,
      `SELECT l.id, l.category, l.needs, (SELECT count(*)::int FROM allocation.request_unit u WHERE u.line_id = l.id) AS quantity
       FROM allocation.request_line l WHERE l.request_id = $1 ORDER BY l.position`,
      [id],
    );
  }

  private units(id: string): Promise<RequestUnitView[]> {
    return rows<RequestUnitView>(
      this.db,
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

  private events(id: string): Promise<RequestEventView[]> {
    return rows<RequestEventView>(
      this.db,
      `SELECT e.verb, e.at, e.operator_number AS "operatorNumber", o.name AS organisation
       FROM allocation.request_event e LEFT JOIN people.organisation o ON o.id = e.organisation_id WHERE e.request_id = $1 ORDER BY e.id DESC`,
      [id],
    );
  }
}
