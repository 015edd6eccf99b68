import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type State, visibleTo } from '#bank/devices';
import { simVisibleTo } from '#bank/sims';
import { type AskedOf, inOneOrder, ofYes, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, memberWith, organisationOf, type Page, pageById, pageOf, readCursor } from '#platform/kernel';
import type { BulkAct, BulkItem } from './bulk.entity.js';
import { BULK_LIFECYCLE, type BulkStep } from './bulk.lifecycle.js';
import { bulkVerb } from './bulk-verbs.js';

type Shown =
  | 'id'
  | 'verb'
  | 'state'
  | 'settings'
  | 'selection'
  | 'total'
  | 'done'
  | 'refused'
  | 'resultId'
  | 'operatorNumber'
  | 'createdAt'
  | 'startedAt'
  | 'endedAt';

export interface BulkView extends Readonly<Pick<BulkAct, Shown>> {
  /** Of those that still wait: which nothing refuses, as it was last looked at. */
  readonly possible: number;
  readonly waiting: number;
  readonly allowed: readonly BulkStep[];
}

/** One of its things; what the reader does not see now has no words. */
export interface BulkItemView extends Readonly<Pick<BulkItem, 'n' | 'thingId' | 'state' | 'refusal' | 'facts'>> {
  /** Of a device its code, of a request its number, of a SIM card its ICCID. */
  readonly label: string | null;
  readonly category: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly deviceState: State | null;
}

const isPlaceOfItem = (place: unknown): place is number => typeof place === 'number' && Number.isSafeInteger(place);

export const BULK_ITEMS = inOneOrder(
  { refuses: ofYes({ about: '`oui`: only those that are refused.', where: () => 'i.refusal IS NOT NULL' }) },
  isPlaceOfItem,
);
export type BulkItemsAsked = AskedOf<typeof BULK_ITEMS>;

const VIEW = `a.id, a.verb, a.state, a.settings, a.selection, a.total, a.done, a.refused, a.result_id AS "resultId",
  a.operator_number AS "operatorNumber", a.created_at AS "createdAt", a.started_at AS "startedAt", a.ended_at AS "endedAt",
  a.organisation_id AS "organisationId", a.total - a.done - a.refused AS waiting`;

const ITEM = 'i.n, i.thing_id AS "thingId", i.state, i.refusal, i.facts';
const NO_DEVICE = 'NULL AS category, NULL AS make, NULL AS model, NULL AS "deviceState"';
const OF_ACT = 'i.act_id = $1 AND i.n > $2 AND (NOT $3 OR i.refusal IS NOT NULL) ORDER BY i.n LIMIT $4';

type Row = Omit<BulkView, 'allowed' | 'possible'> & { readonly organisationId: string };

/** Reading bulk acts: those of one's own organisation. */
@Injectable()
export class BulkQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<BulkView> {
    const { organisationId } = memberWith(actor, BULK_LIFECYCLE.right('prepare'));
    const row = await rowOf<Row & { possible: number }>(
      on,
      `SELECT ${VIEW}, (SELECT count(*)::int FROM bulk.item i WHERE i.act_id = a.id AND i.state = 'waiting' AND i.refusal IS NULL) AS possible
           FROM bulk.act a WHERE a.id = $1 AND a.organisation_id = $2`,
      [id, organisationId],
      { 'bulk act': id },
    );
    const { organisationId: _, ...view } = row;
    return { ...view, allowed: BULK_LIFECYCLE.allowed(actor, row) };
  }

  async list(
    actor: Actor,
    filter: { readonly cursor?: string | undefined; readonly limit?: number | undefined } = {},
  ): Promise<Page<Omit<BulkView, 'allowed' | 'possible'>>> {
    const { organisationId } = memberWith(actor, BULK_LIFECYCLE.right('prepare'));
    const page = await pageById(filter, (beyond, most) =>
      rows<Row>(
        this.db,
        `SELECT ${VIEW} FROM bulk.act a WHERE a.organisation_id = $1 AND ($2::uuid IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3`,
        [organisationId, beyond, most],
      ),
    );
    return { ...page, items: page.items.map(({ organisationId: _, ...view }) => view) };
  }

  /** Who holds its devices, among those that the actor sees; a few at most. */
  async holders(actor: Actor, id: string): Promise<{ id: string; name: string }[]> {
    return rows<{ id: string; name: string }>(
      this.db,
      `SELECT o.id, o.name FROM people.organisation o WHERE o.id IN (
         SELECT d.holder_org_id FROM bulk.item i JOIN devices.device d ON d.id = i.thing_id
         WHERE i.act_id = $1 AND ${visibleTo(actor, 'd', '$2')}) ORDER BY o.name LIMIT 10`,
      [id, organisationOf(actor)],
    );
  }

  async items(
    actor: Actor,
    { id, verb }: Pick<BulkView, 'id' | 'verb'>,
    { refuses, cursor, limit = 50 }: BulkItemsAsked = {},
  ): Promise<Page<BulkItemView>> {
    const [last] = readCursor(cursor, 1) ?? [];
    const beyond = isPlaceOfItem(last) ? last : 0;
    const { subject } = bulkVerb(verb);
    const asked = [id, beyond, Boolean(refuses), limit + 1];
    const values = [...asked, organisationOf(actor)];
    const found =
      subject === 'device'
        ? await rows<BulkItemView>(
            this.db,
            `SELECT ${ITEM}, d.code AS label, d.category, d.make, d.model, d.state AS "deviceState"
             FROM bulk.item i LEFT JOIN devices.device d ON d.id = i.thing_id AND ${visibleTo(actor, 'd', '$5')} WHERE ${OF_ACT}`,
            values,
          )
        : subject === 'sim'
          ? await rows<BulkItemView>(
              this.db,
              `SELECT ${ITEM}, s.iccid AS label, ${NO_DEVICE}
               FROM bulk.item i LEFT JOIN sims.sim s ON s.id = i.thing_id AND ${simVisibleTo(actor, 's', '$5')} WHERE ${OF_ACT}`,
              values,
            )
          : await rows<BulkItemView>(
              this.db,
              // Who may accept requests reads all.
              `SELECT ${ITEM}, r.number AS label, ${NO_DEVICE} FROM bulk.item i LEFT JOIN allocation.request r ON r.id = i.thing_id WHERE ${OF_ACT}`,
              asked,
            );
    return pageOf(found, limit, (item) => [item.n]);
  }
}
