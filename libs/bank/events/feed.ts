import { type PlannedPerCall, type Reader, rows } from '#platform/database';
import { type Actor, may, mayAll, organisationOf } from '#platform/kernel';
import { EVENT_THING_NAMES, EVENT_THINGS, type EventThing } from './things.js';

/** Events that one request goes through at most, whoever may see them: what an organisation sees can be rare. */
const LOOKED_AT = 5_000;
/** What is new is looked for among so many of the last events: a bulk act may hide what came before it. */
const NEWS_AMONG = 2_000;

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

/** Behind which event somebody is, in which feed. */
export interface FeedPlace {
  readonly feed: string;
  readonly txid: string;
  readonly number: string;
}

/** Of what somebody hears: of everybody's things, and of those that their organisation had to do with. */
interface Listener {
  readonly all: readonly EventThing[];
  readonly own: readonly EventThing[];
  readonly organisationId: string | null;
}

export const listenerOf = (actor: Actor): Listener => ({
  all: EVENT_THING_NAMES.filter((thing) => mayAll(actor, EVENT_THINGS[thing])),
  own: EVENT_THING_NAMES.filter((thing) => may(actor, EVENT_THINGS[thing])),
  organisationId: organisationOf(actor),
});

interface FeedRow {
  readonly feed: string;
  readonly deleted: boolean;
  readonly items: readonly (Omit<EventView, 'at'> & { readonly at: string; readonly txid: string })[];
  readonly lookedAt: number;
  readonly endTxid: string | null;
  readonly endNumber: string | null;
}

interface FeedPart {
  readonly items: readonly (EventView & { readonly txid: string })[];
  /** Where to go on. */
  readonly end: FeedPlace;
  readonly more: boolean;
}

/**
 * What a listener hears of what happened after a place, oldest first.
 * @param place null: from the oldest that there is
 * @param kinds things (`device`) and events (`device.arrive`); null: all
 * @returns null where events after the place were deleted, or it is of another feed
 */
export async function readFeed(
  db: Reader,
  { all, own, organisationId }: Listener,
  place: FeedPlace | null,
  limit: number,
  kinds: readonly string[] | null = null,
): Promise<FeedPart | null> {
  const { txid, number } = place ?? { txid: '0', number: '0' };
  const asked = [txid, number, LOOKED_AT, all, own, organisationId, limit, kinds];
  const [read] = await rows<FeedRow>(db, AFTER, asked, FROM_A_PLACE);
  const { feed, deleted, items, lookedAt, endTxid, endNumber } = read!;
  if (place && (place.feed !== feed || deleted)) return null;
  // A part that is full ends with its last event, whatever was looked at beyond it.
  const full = items.length === limit;
  const last = full ? items.at(-1)! : null;
  return {
    items: items.map(({ at, ...event }) => ({ ...event, at: new Date(at) })),
    end: { feed, txid: last?.txid ?? endTxid ?? txid, number: last?.id ?? endNumber ?? number },
    more: full || lookedAt === LOOKED_AT,
  };
}

/** Things to which the same happened. */
export interface NewsView {
  /** `request.submit` */
  readonly kind: string;
  readonly count: number;
  /** One of them. */
  readonly subjectId: string;
}

/** What others did, of these kinds, since a moment: the newest kinds first, among the last events of the bank. */
export function readNews(
  db: Reader,
  { all, own, organisationId }: Listener,
  since: Date,
  kinds: readonly string[],
): Promise<NewsView[]> {
  return rows<NewsView>(db, NEWS, [since, all, own, organisationId, kinds, NEWS_AMONG]);
}

/** Behind all that can be heard now. */
export async function endOfFeed(on: Reader): Promise<FeedPlace> {
  const [end] = await rows<FeedPlace>(on, NOW);
  return end!;
}

/** Behind what happened before a moment; events of one moment are a little out of order, so a minute earlier. */
export async function placeAt(on: Reader, moment: Date): Promise<FeedPlace> {
  const [place] = await rows<FeedPlace>(on, AT, [moment]);
  return place!;
}

// Numbers are given before a transaction ends. In the order of transactions, and short of the oldest one that still runs, nothing comes later.
export const READABLE = 'e.txid < pg_snapshot_xmin(pg_current_snapshot())';

const FROM_A_PLACE: PlannedPerCall = {
  plan: 'per call',
  because: 'how much is behind the place decides how it is read',
};

// Of what is looked at, only so much is read as makes the part full: its end is asked for where it is not.
const AFTER = `
  WITH part AS MATERIALIZED (
    SELECT e.* FROM events.event e WHERE (e.txid, e.number) > ($1::text::xid8, $2::bigint) AND ${READABLE}
    ORDER BY e.txid, e.number LIMIT $3),
  seen AS (
    SELECT * FROM part p WHERE (p.thing::text = ANY ($4::text[]) OR (p.thing::text = ANY ($5::text[]) AND $6::uuid = ANY (p.seen_by)))
      AND ($8::text[] IS NULL OR ARRAY[p.thing::text, p.thing || '.' || p.verb] && $8::text[])
    ORDER BY p.txid, p.number LIMIT $7),
  ending AS (SELECT p.txid, p.number FROM part p ORDER BY p.txid DESC, p.number DESC LIMIT 1)
  SELECT f.id AS feed, ($1::text::xid8, $2::bigint) < (f.deleted_txid, f.deleted_number) AS deleted,
    (SELECT coalesce(json_agg(json_build_object('id', s.number::text, 'txid', s.txid::text, 'at', s.at, 'thing', s.thing, 'verb', s.verb,
       'subjectId', s.subject_id, 'from', s.from_state, 'to', s.to_state, 'reason', s.reason, 'reference', s.reference,
       'organisationId', s.organisation_id) ORDER BY s.txid, s.number), '[]') FROM seen s) AS items,
    CASE WHEN c.full THEN 0 ELSE (SELECT count(*)::int FROM part) END AS "lookedAt",
    CASE WHEN NOT c.full THEN (SELECT txid::text FROM ending) END AS "endTxid", CASE WHEN NOT c.full THEN (SELECT number::text FROM ending) END AS "endNumber"
  FROM events.feed f CROSS JOIN (SELECT count(*) = $7 AS full FROM seen) c`;

const NEWS = `
  SELECT s.kind, count(DISTINCT s.subject_id)::int AS count, min(s.subject_id::text) AS "subjectId" FROM (
    SELECT p.thing || '.' || p.verb AS kind, p.subject_id, p.at FROM (
      SELECT e.txid, e.number, e.at, e.thing, e.verb, e.subject_id, e.organisation_id, e.seen_by FROM events.event e WHERE ${READABLE}
      ORDER BY e.txid DESC, e.number DESC LIMIT $6) p
    WHERE p.at > $1 AND p.organisation_id IS DISTINCT FROM $4::uuid AND p.thing || '.' || p.verb = ANY ($5::text[])
      AND (p.thing::text = ANY ($2::text[]) OR (p.thing::text = ANY ($3::text[]) AND $4::uuid = ANY (p.seen_by)))) s
  GROUP BY s.kind ORDER BY max(s.at) DESC`;

const NOW = `
  SELECT f.id AS feed, coalesce(l.txid, f.deleted_txid)::text AS txid, coalesce(l.number, f.deleted_number)::text AS number
  FROM events.feed f LEFT JOIN LATERAL (
    SELECT e.txid, e.number FROM events.event e WHERE ${READABLE} ORDER BY e.txid DESC, e.number DESC LIMIT 1) l ON true`;

// Halves what lies between the oldest and the newest transaction until they meet: some forty looks into the one index.
const AT = `
  WITH RECURSIVE between_them (low, high) AS (
    SELECT f.deleted_txid::text::numeric, (pg_snapshot_xmin(pg_current_snapshot()))::text::numeric FROM events.feed f
    UNION ALL
    SELECT CASE WHEN h.earlier THEN h.middle ELSE b.low END, CASE WHEN h.earlier THEN b.high ELSE h.middle END
    FROM between_them b CROSS JOIN LATERAL (
      SELECT m.middle, coalesce((SELECT e.at < $1::timestamptz - interval '1 minute' FROM events.event e
        WHERE e.txid >= m.middle::text::xid8 ORDER BY e.txid, e.number LIMIT 1), false) AS earlier
      FROM (SELECT floor((b.low + b.high) / 2) AS middle) m) h
    WHERE b.high - b.low > 1)
  SELECT f.id AS feed, CASE WHEN b.low > f.deleted_txid::text::numeric THEN b.high::text ELSE f.deleted_txid::text END AS txid,
    CASE WHEN b.low > f.deleted_txid::text::numeric THEN '0' ELSE f.deleted_number::text END AS number
  FROM between_them b CROSS JOIN events.feed f WHERE b.high - b.low <= 1 LIMIT 1`;
