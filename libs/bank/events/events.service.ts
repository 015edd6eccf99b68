import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { isSerial, type Reader, run } from '#platform/database';
import { type Actor, cursorOf, isId, RuleBroken, readCursor } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import {
  type EventView,
  endOfFeed,
  type FeedPlace,
  listenerOf,
  type NewsView,
  readFeedAsJson,
  readNews,
} from './feed.js';

const DAY = 24 * 3_600_000;
/** For how many days an event can be read; the histories of things stay where they are. */
export const EVENT_DAYS = 90;
const DELETED_AT_ONCE = 5_000;

/** A part of the feed. */
export interface EventsPart {
  readonly items: readonly EventView[];
  /** Where to go on, now or later. */
  readonly next: string;
  /** Whether there is more already. */
  readonly more: boolean;
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
   * @returns an `EventsPart`, as JSON.
   * @throws RuleBroken `events.place_wrong`; `events.begin_anew` where events after it were deleted, or the bank was restored since.
   */
  async after(actor: Actor, after: string | undefined, limit: number): Promise<string> {
    if (after === 'now') return partAsJson('[]', await endOfFeed(this.db), false);
    const place = after === undefined ? null : placeIn(after);
    const part = await readFeedAsJson(this.db, { listener: listenerOf(actor), place, limit });
    if (!part) throw new RuleBroken('events.begin_anew', {}, 'after');
    return partAsJson(part.items, part.end, part.more);
  }

  /** What others did since a moment that concerns the actor, of the kinds that a page has words for. */
  news(actor: Actor, since: Date, kinds: readonly string[], on: Reader): Promise<NewsView[]> {
    return readNews(on, listenerOf(actor), since, kinds);
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

const partAsJson = (items: string, end: FeedPlace, more: boolean): string =>
  `{"items":${items},"next":${JSON.stringify(cursorAt(end))},"more":${more}}`;

const cursorAt = ({ feed, txid, number }: FeedPlace): string => cursorOf([feed, txid, number]);

/** The place that a program was given. @throws RuleBroken `events.place_wrong` */
function placeIn(after: string): FeedPlace {
  const [feed, txid, number] = readCursor(after, 3) ?? [];
  if (!isId(feed) || !isSerial(txid) || !isSerial(number)) throw new RuleBroken('events.place_wrong', {}, 'after');
  return { feed, txid, number };
}

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
