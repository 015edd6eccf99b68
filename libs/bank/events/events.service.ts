import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { isSerial, type PlannedPerCall, rows, run } from '#platform/database';
import { type Actor, cursorOf, isId, may, mayAll, organisationOf, RuleBroken, readCursor } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { EVENT_THING_NAMES, EVENT_THINGS, type EventThing } from './things.js';

const DAY = 24 * 3_600_000;
/** For how many days an event can be read; the histories of things stay where they are. */
export const EVENT_DAYS = 90;
/** Events that one request goes through at most, whoever may see them: what an organisation sees can be rare. */
const LOOKED_AT = 5_000;
const DELETED_AT_ONCE = 5_000;

/** Something that happened, as a program reads it. */
export interface EventView {
  /** Grows from event to event, with gaps; of one transaction and the next it says nothing. */
  readonly id: string;
  readonly at: Date;
  readonly thing: EventThing;
  /** What was done, as the lifecycle of the thing calls it. */
  readonly verb: string;
  readonly subjectId: string;
  /** Where it was and is; null of what has no states. */
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
  /** Of a person whose data was deleted: how papers call them. */
  readonly reference: string | null;
  /** Whose act it was; null: nobody's in particular. */
  readonly organisationId: string | null;
}

/** A part of the feed. */
export interface EventsPart {
  readonly items: readonly EventView[];
  /** Where to go on, now or later. */
  readonly next: string;
  /** Whether there is more already. */
  readonly more: boolean;
}

interface FeedRow {
  readonly feed: string;
  readonly deleted: boolean;
  readonly items: readonly (Omit<EventView, 'at'> & { readonly at: string; readonly txid: string })[];
  readonly lookedAt: number;
  readonly endTxid: string | null;
  readonly endNumber: string | null;
}

/** The feed of events: read in the order in which nothing is missed, deleted after `EVENT_DAYS`, begun anew after a restore. */
@Injectable()
export class EventsService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'events.delete-old', everyMs: DAY, run: async () => void (await this.deleteOld()) });
  }

  /**
   * What the actor may see of what happened after a place in the feed, oldest first.
   * @param after a place that was given before; `now`: nothing yet, only the place; left out: from the oldest that there is.
   * @param limit events at most.
   * @throws RuleBroken `events.place_wrong`; `events.begin_anew` where events after it were deleted, or the bank was restored since.
   */
  async after(actor: Actor, after: string | undefined, limit: number): Promise<EventsPart> {
    if (after === 'now') return this.now();
    const place = after === undefined ? null : placeIn(after);
    const [all, own] = [
      EVENT_THING_NAMES.filter((thing) => mayAll(actor, EVENT_THINGS[thing])),
      EVENT_THING_NAMES.filter((thing) => may(actor, EVENT_THINGS[thing])),
    ];
    const { txid, number } = place ?? { txid: '0', number: '0' };
    const asked = [txid, number, LOOKED_AT, all, own, organisationOf(actor), limit];
    const [read] = await rows<FeedRow>(this.db, AFTER, asked, FROM_A_PLACE);
    const { feed, deleted, items, lookedAt, endTxid, endNumber } = read!;
    if (place && (place.feed !== feed || deleted)) throw new RuleBroken('events.begin_anew', {}, 'after');
    // A part that is full ends with its last event, whatever was looked at beyond it.
    const full = items.length === limit;
    const last = full ? items.at(-1)! : null;
    const end = [last?.txid ?? endTxid ?? txid, last?.id ?? endNumber ?? number];
    return {
      items: items.map(({ txid: _, at, ...event }) => ({ ...event, at: new Date(at) })),
      next: cursorOf([feed, ...end]),
      more: full || lookedAt === LOOKED_AT,
    };
  }

  private async now(): Promise<EventsPart> {
    const [read] = await rows<{ feed: string; txid: string; number: string }>(this.db, NOW);
    const { feed, txid, number } = read!;
    return { items: [], next: cursorOf([feed, txid, number]), more: false };
  }

  /** Deletes what is older than `EVENT_DAYS`; where the rest begins is noted. @returns how many. */
  async deleteOld(): Promise<number> {
    let gone = 0;
    for (;;) {
      const count = await this.db.transaction((tx) => run(tx, DELETE_OLD, [EVENT_DAYS, DELETED_AT_ONCE]));
      gone += count;
      if (count < DELETED_AT_ONCE) return gone;
    }
  }
}

/** After a restore: whoever followed the bank has heard of what is no more, and begins anew. */
export async function beginFeedAnew(tx: EntityManager): Promise<void> {
  await run(tx, 'DELETE FROM events.event');
  await run(tx, `UPDATE events.feed SET id = gen_random_uuid(), deleted_txid = '0', deleted_number = 0`);
}

/** Whether a text is a place in some feed of a bank. */
function placeIn(after: string): { readonly feed: string; readonly txid: string; readonly number: string } {
  const [feed, txid, number] = readCursor(after, 3) ?? [];
  if (!isId(feed) || !isSerial(txid) || !isSerial(number)) throw new RuleBroken('events.place_wrong', {}, 'after');
  return { feed, txid, number };
}

// Numbers are given before a transaction ends. In the order of transactions, and short of the oldest one that still runs, nothing comes later.
const READABLE = 'e.txid < pg_snapshot_xmin(pg_current_snapshot())';

const FROM_A_PLACE: PlannedPerCall = {
  plan: 'per call',
  because: 'how much is behind the place decides how it is read',
};

const AFTER = `
  WITH part AS MATERIALIZED (
    SELECT e.* FROM events.event e WHERE (e.txid, e.number) > ($1::text::xid8, $2::bigint) AND ${READABLE}
    ORDER BY e.txid, e.number LIMIT $3),
  seen AS (
    SELECT * FROM part p WHERE p.thing::text = ANY ($4::text[]) OR (p.thing::text = ANY ($5::text[]) AND $6::uuid = ANY (p.seen_by))
    ORDER BY p.txid, p.number LIMIT $7),
  ending AS (SELECT p.txid, p.number FROM part p ORDER BY p.txid DESC, p.number DESC LIMIT 1)
  SELECT f.id AS feed, ($1::text::xid8, $2::bigint) < (f.deleted_txid, f.deleted_number) AS deleted,
    (SELECT coalesce(json_agg(json_build_object('id', s.number::text, 'txid', s.txid::text, 'at', s.at, 'thing', s.thing, 'verb', s.verb,
       'subjectId', s.subject_id, 'from', s.from_state, 'to', s.to_state, 'reason', s.reason, 'reference', s.reference,
       'organisationId', s.organisation_id) ORDER BY s.txid, s.number), '[]') FROM seen s) AS items,
    (SELECT count(*)::int FROM part) AS "lookedAt", (SELECT txid::text FROM ending) AS "endTxid", (SELECT number::text FROM ending) AS "endNumber"
  FROM events.feed f`;

const NOW = `
  SELECT f.id AS feed, coalesce(l.txid, f.deleted_txid)::text AS txid, coalesce(l.number, f.deleted_number)::text AS number
  FROM events.feed f LEFT JOIN LATERAL (
    SELECT e.txid, e.number FROM events.event e WHERE ${READABLE} ORDER BY e.txid DESC, e.number DESC LIMIT 1) l ON true`;

const DELETE_OLD = `
  WITH oldest AS (SELECT e.txid, e.number, e.at FROM events.event e ORDER BY e.txid, e.number LIMIT $2),
  gone AS (
    DELETE FROM events.event e USING oldest o
    WHERE (e.txid, e.number) = (o.txid, o.number) AND o.at < platform.now() - make_interval(days => $1) RETURNING e.txid, e.number),
  ending AS (SELECT g.txid, g.number FROM gone g ORDER BY g.txid DESC, g.number DESC LIMIT 1),
  noted AS (
    UPDATE events.feed f SET deleted_txid = d.txid, deleted_number = d.number FROM ending d
    WHERE (d.txid, d.number) > (f.deleted_txid, f.deleted_number) RETURNING 1)
  SELECT 1 FROM gone`;
