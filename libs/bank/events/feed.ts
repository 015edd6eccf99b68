import { type Reader, rows } from '#platform/database';
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
  /** As a program reads them: Postgres writes JSON sooner than we would read and write it. */
  readonly items: string;
  readonly full: boolean;
  readonly lookedAt: number | null;
  readonly endTxid: string | null;
  readonly endNumber: string | null;
}

interface FeedPart<Items> {
  readonly items: Items;
  /** Where to go on. */
  readonly end: FeedPlace;
  readonly more: boolean;
}
type PlacedEvent = EventView & { readonly txid: string };

/** What somebody asks of the feed. */
interface Asked {
  readonly listener: Listener;
  /** null: from the oldest that there is */
  readonly place: FeedPlace | null;
  readonly limit: number;
}

/**
 * What a listener hears of what happened after a place, oldest first, with the transaction of each.
 * @param place null: from the oldest that there is
 * @param kinds things (`device`) and events (`device.arrive`); null: all
 * @returns null where events after the place were deleted, or it is of another feed
 */
export async function readFeed(
  db: Reader,
  listener: Listener,
  place: FeedPlace | null,
  limit: number,
  kinds: readonly string[] | null = null,
): Promise<FeedPart<readonly PlacedEvent[]> | null> {
  const asked = { listener, place, limit };
  const part = partOf(asked, await rows<FeedRow>(db, AFTER_WITH_PLACES, valuesOf(asked, kinds)));
  if (!part) return null;
  const items = JSON.parse(part.items) as readonly (Omit<PlacedEvent, 'at'> & { readonly at: string })[];
  return { ...part, items: items.map(({ at, ...event }) => ({ ...event, at: new Date(at) })) };
}

/** The same of all kinds, as the JSON of `EventView`s that programs are given. */
export async function readFeedAsJson(db: Reader, asked: Asked): Promise<FeedPart<string> | null> {
  return partOf(asked, await rows<FeedRow>(db, AFTER, valuesOf(asked, null)));
}

const valuesOf = ({ listener: { all, own, organisationId }, place, limit }: Asked, kinds: readonly string[] | null) => [
  place?.txid ?? '0',
  place?.number ?? '0',
  all,
  own,
  organisationId,
  limit,
  kinds,
];

function partOf({ place }: Asked, [read]: readonly FeedRow[]): FeedPart<string> | null {
  const { feed, deleted, items, full, lookedAt, endTxid, endNumber } = read!;
  if (place && (place.feed !== feed || deleted)) return null;
  const { txid, number } = place ?? { txid: '0', number: '0' };
  return {
    items,
    end: { feed, txid: endTxid ?? txid, number: endNumber ?? number },
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

// Of what is looked at, only so much is read as makes the part full; it ends with its last event, else where the look ended. The place is hidden in
// a SELECT: its estimate is then the same wherever it is, and Postgres keeps one plan; planned at each request, a part took twice as long.
const HEARD = `
  WITH part AS MATERIALIZED (
    SELECT e.* FROM events.event e WHERE (e.txid, e.number) > ((SELECT $1::text::xid8), (SELECT $2::bigint)) AND ${READABLE}
    ORDER BY e.txid, e.number LIMIT ${LOOKED_AT}),
  seen AS MATERIALIZED (
    SELECT * FROM part p WHERE (p.thing::text = ANY ($3::text[]) OR (p.thing::text = ANY ($4::text[]) AND $5::uuid = ANY (p.seen_by)))
      AND ($7::text[] IS NULL OR ARRAY[p.thing::text, p.thing || '.' || p.verb] && $7::text[])
    ORDER BY p.txid, p.number LIMIT $6)`;
const AS_READ = `s.number::text AS id, to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, s.thing, s.verb,
  s.subject_id AS "subjectId", s.from_state AS "from", s.to_state AS "to", s.reason, s.reference, s.organisation_id AS "organisationId"`;
const WITH_ITS_END = `
  SELECT f.id AS feed, ($1::text::xid8, $2::bigint) < (f.deleted_txid, f.deleted_number) AS deleted, w.items, w.n = $6 AS full,
    CASE WHEN w.n < $6 THEN (SELECT count(*)::int FROM part) END AS "lookedAt", l.txid AS "endTxid", l.number AS "endNumber"
  FROM events.feed f CROSS JOIN written w LEFT JOIN LATERAL (
    (SELECT s.txid::text, s.number::text FROM seen s WHERE w.n = $6 ORDER BY s.txid DESC, s.number DESC LIMIT 1)
    UNION ALL (SELECT p.txid::text, p.number::text FROM part p WHERE w.n < $6 ORDER BY p.txid DESC, p.number DESC LIMIT 1)) l ON true`;
const AFTER = `${HEARD}, written AS (
    SELECT count(*)::int AS n, coalesce(json_agg(x)::text, '[]') AS items FROM (SELECT ${AS_READ} FROM seen s ORDER BY s.txid, s.number) x)
  ${WITH_ITS_END}`;
const AFTER_WITH_PLACES = `${HEARD}, written AS (
    SELECT count(*)::int AS n, coalesce(json_agg(x)::text, '[]') AS items FROM (
      SELECT s.txid::text AS txid, ${AS_READ} FROM seen s ORDER BY s.txid, s.number) x)
  ${WITH_ITS_END}`;

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
