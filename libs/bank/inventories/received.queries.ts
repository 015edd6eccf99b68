import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { visibleTo } from '#bank/devices';
import { asAsked, type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import {
  type Actor,
  isMember,
  may,
  NotFound,
  organisationOf,
  type Page,
  READ,
  scopeOf,
  type Waiting,
} from '#platform/kernel';
import type { CandidateView, ReceivedListView, ReceivedView } from './received.views.js';
import { RECEIVED, RECEIVED_FROM, type ReceivedAsked, receivedColumns } from './received-listing.js';

@Injectable()
export class ReceivedQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  list(actor: Actor, asked: ReceivedAsked = {}): Promise<Page<ReceivedListView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: ReceivedAsked = {}): Promise<CountedPage<ReceivedListView>> {
    return this.read(actor, asked, true);
  }

  private async read(actor: Actor, asked: ReceivedAsked, counts: boolean): Promise<CountedPage<ReceivedListView>> {
    if (!isMember(actor)) return asAsked({ items: [], next: null, total: 0 }, counts);
    const own = scopeOf(actor, READ.inventories);
    const visible = (param: string) => visibleTo(actor, 'd', param);
    return RECEIVED.page(this.db, { own, organisation: organisationOf(actor), visible }, asked, counts);
  }

  /** One, as the list shows it; null for another organisation's. */
  async listed(actor: Actor, id: string): Promise<ReceivedListView | null> {
    const [row] = await rows<ReceivedListView>(
      this.db,
      `SELECT ${receivedColumns(visibleTo(actor, 'd', '$2'))} FROM ${RECEIVED_FROM} WHERE r.id = $1 AND ($3::uuid IS NULL OR r.organisation_id = $3)`,
      [id, organisationOf(actor), scopeOf(actor, READ.inventories)],
    );
    return row ?? null;
  }

  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<ReceivedView> {
    if (!isMember(actor)) throw new NotFound('inventory');
    const row = await rowOf<Omit<ReceivedView, 'candidates'> & { candidateIds: string[] }>(
      on,
      `SELECT ${receivedColumns(visibleTo(actor, 'd', '$2'))}, r.agent, r.sha256, r.decision_reason AS "discardReason",
         r.inventory, r.candidates AS "candidateIds"
       FROM ${RECEIVED_FROM} WHERE r.id = $1 AND ($3::uuid IS NULL OR r.organisation_id = $3)`,
      [id, organisationOf(actor), scopeOf(actor, READ.inventories)],
      { inventory: id },
    );
    const { candidateIds, ...received } = row;
    return { ...received, candidates: await this.candidates(actor, candidateIds, on) };
  }

  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<'inventories_to_check'>[]> {
    if (!may(actor, READ.inventories)) return [];
    const [row] = await rows<{ n: number; oldest: number | null }>(
      on,
      `SELECT count(*)::int AS n, extract(day FROM platform.now() - min(received_at))::int AS oldest FROM inventories.received WHERE state = 'waiting' AND ($1::uuid IS NULL OR organisation_id = $1)`,
      [scopeOf(actor, READ.inventories)],
    );
    return [{ what: 'inventories_to_check', count: row!.n, oldest: row!.oldest }];
  }

  private candidates(actor: Actor, ids: readonly string[], on: Reader): Promise<CandidateView[]> {
    return rows<CandidateView>(
      on,
      `SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.state, o.name AS holder
       FROM devices.device d LEFT JOIN people.organisation o ON o.id = d.holder_org_id
       WHERE d.id = ANY($1) AND ${visibleTo(actor, 'd', '$2')} ORDER BY d.id`,
      [ids, organisationOf(actor)],
    );
  }
}
