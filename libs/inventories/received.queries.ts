import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type PlannedPerCall, type Reader, rows } from '#database';
import { organisationOf, visibleTo } from '#devices';
import {
  type Actor,
  isId,
  isMember,
  may,
  NotFound,
  type Page,
  pageOf,
  READ,
  readCursor,
  scopeOf,
  type Waiting,
} from '#kernel';
import type { ReceivedState } from './lists.js';
import type { CandidateView, ReceivedListView, ReceivedView } from './received.views.js';

// A device that a reader does not see is, to them, unknown: also where it stands in the way of theirs.
const LIST = (visible: string) => `r.id, r.source, r.received_at AS "receivedAt", r.channel, r.state,
  CASE WHEN cardinality(r.candidates) > 0 AND NOT EXISTS (SELECT 1 FROM devices.device d WHERE d.id = ANY(r.candidates) AND ${visible})
    THEN 'unknown_machine' ELSE r.reason END AS reason,
  r.matched_by AS "matchedBy", o.name AS organisation, r.operator_number AS "operatorNumber", r.number,
  r.make, r.model, r.serial, r.category, r.partial,
  (SELECT d.code FROM devices.device d WHERE d.id = r.device_id AND ${visible}) AS "deviceCode"`;
const FROM = 'FROM inventories.received r JOIN people.organisation o ON o.id = r.organisation_id';

const PLANNED_FOR_THE_STATE: PlannedPerCall = {
  plan: 'per call',
  because: 'few documents wait and most are attached: the state decides which index is read',
};

/** Reading what was received. */
@Injectable()
export class ReceivedQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Newest first. */
  async list(
    actor: Actor,
    filter: { state?: ReceivedState; cursor?: string; limit?: number; ids?: readonly string[] } = {},
  ): Promise<Page<ReceivedListView>> {
    if (!isMember(actor)) return { items: [], next: null };
    const limit = filter.limit ?? 50;
    const [before] = readCursor(filter.cursor, 1) ?? [null];
    const found = await rows<ReceivedListView>(
      this.db,
      `SELECT ${LIST(visibleTo(actor, 'd', '$1'))} ${FROM}
       WHERE ($2::uuid IS NULL OR r.organisation_id = $2) AND ($3::text IS NULL OR r.state = $3)
         AND ($4::uuid IS NULL OR r.id < $4) AND ($5::uuid[] IS NULL OR r.id = ANY($5))
       ORDER BY r.id DESC LIMIT $6`,
      [
        organisationOf(actor),
        scopeOf(actor, READ.inventories),
        filter.state ?? null,
        isId(before) ? before : null,
        filter.ids ?? null,
        limit + 1,
      ],
      PLANNED_FOR_THE_STATE,
    );
    return pageOf(found, limit, (row) => [row.id]);
  }

  /** @throws NotFound for another organisation's document. */
  async byId(actor: Actor, id: string): Promise<ReceivedView> {
    if (!isMember(actor) || !isId(id)) throw new NotFound('inventory');
    const [row] = await rows<Omit<ReceivedView, 'candidates'> & { candidateIds: string[] }>(
      this.db,
      `SELECT ${LIST(visibleTo(actor, 'd', '$2'))}, r.agent, r.sha256, r.decision_reason AS "discardReason",
         r.inventory, r.candidates AS "candidateIds"
       ${FROM} WHERE r.id = $1 AND ($3::uuid IS NULL OR r.organisation_id = $3)`,
      [id, organisationOf(actor), scopeOf(actor, READ.inventories)],
    );
    if (!row) throw new NotFound('inventory');
    const { candidateIds, ...received } = row;
    return { ...received, candidates: await this.candidates(actor, candidateIds) };
  }

  /** How many documents wait for a person of the actor's. */
  async waiting(actor: Actor, on: Reader = this.db): Promise<Waiting<'inventories_to_check'>[]> {
    if (!may(actor, READ.inventories)) return [];
    const [row] = await rows<{ n: number; oldest: number | null }>(
      on,
      `SELECT count(*)::int AS n, extract(day FROM now() - min(received_at))::int AS oldest FROM inventories.received WHERE state = 'waiting' AND ($1::uuid IS NULL OR organisation_id = $1)`,
      [scopeOf(actor, READ.inventories)],
    );
    return [{ what: 'inventories_to_check', count: row!.n, oldest: row!.oldest }];
  }

  private candidates(actor: Actor, ids: readonly string[]): Promise<CandidateView[]> {
    return rows<CandidateView>(
      this.db,
      `SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.state, o.name AS holder
       FROM devices.device d LEFT JOIN people.organisation o ON o.id = d.holder_org_id
       WHERE d.id = ANY($1) AND ${visibleTo(actor, 'd', '$2')} ORDER BY d.id`,
      [ids, organisationOf(actor)],
    );
  }
}
