import type { EventEmitter } from 'node:events';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { audit } from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, clock, keyring, type OrganisationKind, unseal } from '#platform/kernel';
import { Outbox, type PendingRow } from '#platform/queue';
import { type EventView, endOfFeed, type FeedPlace, READABLE, readFeed } from '../feed.js';
import type { WebhookFailure } from '../word-lists.js';
import { bodyOf, kindOf, type Message, messageId, testBody, webhookHeaders } from './messages.js';
import { SEALED_WEBHOOK } from './sealed.js';
import { type Answered, isTaken, type Line, Sender } from './sender.js';
import { DELIVERY_DAYS, FAILING_DAYS, listenerFor, waitAfter } from './webhook-rules.js';

export const WEBHOOKS_QUEUE = 'webhooks';
const SYSTEM: Actor = { kind: 'system', channel: 'system' };
const DAY = 24 * 3_600_000;
const LOCK = 0x424e77;
const AT_ONCE = 100;
/** A process that is killed sends again what it did not note. */
const NOTED_AFTER_MS = 500;
/** Then the others have their turn. */
const TURN_MS = 10_000;
const GONE = 410;

interface Target extends FeedPlace {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly address: string;
  readonly kinds: readonly string[];
  readonly tries: number;
  /** Whether what comes next in the feed may be sent now. */
  readonly due: boolean;
  readonly secrets: readonly { readonly id: string; readonly keyId: string; readonly bytes: string }[];
}

interface Asked {
  readonly messageId: string;
  readonly event: (Omit<EventView, 'at'> & { readonly at: string }) | null;
  readonly test: boolean;
}

interface Sent {
  readonly message: Message;
  readonly event: { readonly txid: string; readonly id: string };
  readonly answered: Answered;
}

type Post = (message: Pick<Message, 'id' | 'body'>) => Promise<Answered>;

/** The connection that has the lock of a webhook: whatever a turn writes is written there, so that nothing is written without the lock. */
interface Alone {
  readonly db: EntityManager;
  /** Whether the connection is gone, and the lock with it: another process may send by now. */
  lost: boolean;
}

/** What the worker does for webhooks: each hears, in order, of what happened after its place in the feed, at least once. */
@Injectable()
export class WebhookSending implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly sender: Sender,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: WEBHOOKS_QUEUE,
      pending: (limit) => rows<PendingRow>(this.db, PENDING, [limit]),
      process: ({ id }) => this.look(id),
      failed: async ({ id }) => void (await run(this.db, LATER, [id])),
    });
    this.outbox.schedule({
      name: 'events.delete-webhook-log',
      everyMs: DAY,
      run: async () => void (await run(this.db, DELETE_LOG, [DELIVERY_DAYS])),
    });
  }

  /**
   * Sends a webhook what it has not heard yet, for one turn. Does nothing where another process does it: the lock is of the connection, ends
   * with it, and sending stops then.
   */
  async look(id: string): Promise<void> {
    const runner = this.db.createQueryRunner();
    const alone: Alone = { db: runner.manager, lost: false };
    const lose = () => {
      alone.lost = true;
    };
    const client = (await runner.connect()) as EventEmitter;
    client.once('error', lose).once('end', lose);
    try {
      const [lock] = await rows<{ taken: boolean }>(
        alone.db,
        'SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken',
        [LOCK, id],
      );
      if (!lock!.taken) return;
      try {
        await this.turn(alone, id);
      } finally {
        if (!alone.lost) await run(alone.db, 'SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK, id]);
      }
    } catch (error) {
      // What was not noted is sent again, by whoever has the lock then.
      if (!alone.lost) throw error;
    } finally {
      client.off('error', lose).off('end', lose);
      await runner.release();
    }
  }

  private async turn(alone: Alone, id: string): Promise<void> {
    const [target] = await rows<Target>(alone.db, TARGET, [id]);
    if (!target) return;
    const line = await this.sender.open(target.address);
    try {
      const post = this.poster(target, line);
      await this.sendAsked(alone, id, post);
      if (target.due) await this.follow(alone, target, post);
      await run(alone.db, 'UPDATE events.webhook SET turn = turn + 1 WHERE id = $1', [id]);
    } finally {
      if (typeof line !== 'string') line.close();
    }
  }

  private poster(target: Target, line: Line | WebhookFailure): Post {
    const secrets = target.secrets.map(({ id, keyId, bytes }) =>
      unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64') }, SEALED_WEBHOOK.context(id)),
    );
    return async ({ id, body }) => {
      if (typeof line === 'string') return { status: null, failure: line, milliseconds: 0, answer: '' };
      // By the clock on the wall, which the receiver's is compared with, also in a trial bank that lives at another time.
      const at = Math.floor((clock.ms() - clock.ahead()) / 1000);
      return line.post(webhookHeaders(secrets, { id, at, body }), body);
    };
  }

  /** What somebody asked for by hand is sent once, also where the webhook is switched off: that is how one sees whether it works again. */
  private async sendAsked(alone: Alone, id: string, post: Post): Promise<void> {
    for (const { messageId: message, event, test } of await rows<Asked>(alone.db, ASKED, [id])) {
      if (alone.lost) return;
      const body = test ? testBody(clock.now()) : event && bodyOf({ ...event, at: new Date(event.at) });
      if (!body) {
        await run(alone.db, DROP_ASKED, [id, message]);
        continue;
      }
      const { status, failure, milliseconds, answer } = await post({ id: message, body });
      await run(alone.db, NOTE_ASKED, [id, message, status, failure, milliseconds, answer]);
    }
  }

  private async follow(alone: Alone, target: Target, post: Post): Promise<void> {
    const until = performance.now() + TURN_MS;
    const listener = listenerFor(target.organisationId, target.kind);
    let place: FeedPlace = target;
    for (let more = true; more && performance.now() < until; ) {
      const part = await readFeed(alone.db, listener, place, AT_ONCE, target.kinds);
      if (!part) {
        const end = await endOfFeed(alone.db);
        await run(alone.db, MISSED, [target.id, end.feed, end.txid, end.number]);
        return;
      }
      const sent: Sent[] = [];
      let noted = performance.now();
      for (const event of part.items) {
        if (alone.lost) return;
        const message = { id: messageId(part.end.feed, event.id), kind: kindOf(event), body: bodyOf(event) };
        const answered = await post(message);
        if (!isTaken(answered)) {
          const at = await this.note(alone, target, place, sent, null);
          if (at) await this.fail(alone, target, at, sent.length ? 0 : target.tries, { message, event, answered });
          return;
        }
        sent.push({ message, event, answered });
        if (performance.now() - noted < NOTED_AFTER_MS) continue;
        const at = await this.note(alone, target, place, sent.splice(0), null);
        if (!at || performance.now() >= until) return;
        [place, noted] = [at, performance.now()];
      }
      const at = await this.note(alone, target, place, sent, part.end);
      if (!at) return;
      [place, more] = [at, part.more];
    }
  }

  /** @returns the new place; null where somebody moved the webhook meanwhile, or switched it off */
  private async note(
    { db }: Alone,
    { id }: Target,
    from: FeedPlace,
    sent: readonly Sent[],
    end: FeedPlace | null,
  ): Promise<FeedPlace | null> {
    const last = sent.at(-1)?.event;
    const to = end ?? (last ? { feed: from.feed, txid: last.txid, number: last.id } : from);
    if (to.txid === from.txid && to.number === from.number) return from;
    const noted = await run(db, NOTE, [
      id,
      from.feed,
      from.txid,
      from.number,
      to.txid,
      to.number,
      sent.length > 0,
      sent.map(({ message }) => message.id),
      sent.map(({ message }) => message.kind),
      sent.map(({ event }) => event.txid),
      sent.map(({ event }) => event.id),
      sent.map(({ answered }) => answered.status),
      sent.map(({ answered }) => answered.milliseconds),
      sent.map(({ answered }) => answered.answer),
    ]);
    return noted ? to : null;
  }

  private async fail(
    { db }: Alone,
    { id, organisationId }: Target,
    at: FeedPlace,
    tries: number,
    { message, event, answered }: Sent,
  ): Promise<void> {
    const { status, failure, milliseconds, answer } = answered;
    await db.transaction(async (tx) => {
      const [after] = await rows<{ off: boolean; number: string }>(tx, FAIL, [
        id,
        at.feed,
        at.txid,
        at.number,
        tries + 1,
        waitAfter(tries + 1),
        FAILING_DAYS,
        status === GONE,
      ]);
      if (!after) return;
      const row = [id, message.id, message.kind, event.txid, event.id, status, failure, milliseconds, answer];
      await run(tx, NOTE_FAILED, row);
      if (after.off) await audit(tx, SYSTEM, 'end', { kind: 'webhook', id, organisationId });
    });
  }
}

// A moment that is further away than any wait was written before the clock went back.
const DUE = `(w.next_at <= platform.now() OR w.next_at > platform.now() + CASE WHEN w.tries = 0 THEN interval '1 minute' ELSE interval '12 hours' END)`;

// Compared with the end of the feed, found once: asked for each webhook, Postgres may read the whole table for each.
const PENDING = `
  WITH ending AS MATERIALIZED (SELECT e.txid, e.number FROM events.event e WHERE ${READABLE} ORDER BY e.txid DESC, e.number DESC LIMIT 1)
  SELECT w.id, w.turn AS attempt FROM events.webhook w CROSS JOIN events.feed f LEFT JOIN ending l ON true
  WHERE EXISTS (SELECT 1 FROM people.organisation o WHERE o.id = w.organisation_id AND o.active) AND (
    EXISTS (SELECT 1 FROM events.webhook_delivery d WHERE d.webhook_id = w.id AND d.waits)
    OR (w.off_since IS NULL AND ${DUE} AND (
      w.feed <> f.id OR (w.txid, w.number) < (f.deleted_txid, f.deleted_number) OR (w.txid, w.number) < (l.txid, l.number))))
  ORDER BY w.next_at LIMIT $1`;

const LATER = `UPDATE events.webhook SET next_at = platform.now() + interval '1 minute', turn = turn + 1 WHERE id = $1`;

const TARGET = `
  SELECT w.id, w.organisation_id AS "organisationId", o.kind, w.address, w.kinds, w.feed, w.txid::text AS txid, w.number::text AS number, w.tries,
    (w.off_since IS NULL AND ${DUE}) AS due,
    (SELECT json_agg(json_build_object('id', s.id, 'keyId', s.key_id, 'bytes', encode(s.sealed, 'base64')) ORDER BY s.ends_at DESC NULLS FIRST)
     FROM events.webhook_secret s WHERE s.webhook_id = w.id AND (s.ends_at IS NULL OR s.ends_at > platform.now())) AS secrets
  FROM events.webhook w JOIN people.organisation o ON o.id = w.organisation_id WHERE w.id = $1 AND o.active`;

const ASKED = `
  SELECT d.message_id AS "messageId", d.number IS NULL AS test, CASE WHEN e.number IS NULL THEN NULL ELSE json_build_object('id', e.number::text,
    'at', e.at, 'thing', e.thing, 'verb', e.verb, 'subjectId', e.subject_id, 'from', e.from_state, 'to', e.to_state,
    'organisationId', e.organisation_id) END AS event
  FROM events.webhook_delivery d LEFT JOIN events.event e ON (e.txid, e.number) = (d.txid, d.number)
  WHERE d.webhook_id = $1 AND d.waits ORDER BY d.asked_at, d.message_id LIMIT 20`;

const DROP_ASKED = 'UPDATE events.webhook_delivery SET waits = false WHERE webhook_id = $1 AND message_id = $2';

const NOTE_ASKED = `
  UPDATE events.webhook_delivery SET waits = false, tries = tries + 1, last_at = platform.now(), status = $3, failure = $4, milliseconds = $5, answer = $6
  WHERE webhook_id = $1 AND message_id = $2`;

const NOTE = `
  WITH moved AS (
    UPDATE events.webhook SET txid = $5::text::xid8, number = $6::bigint, tries = CASE WHEN $7::boolean THEN 0 ELSE tries END,
      failing_since = CASE WHEN $7::boolean THEN NULL ELSE failing_since END, next_at = platform.now()
    WHERE id = $1 AND feed = $2 AND (txid, number) = ($3::text::xid8, $4::bigint) AND off_since IS NULL RETURNING id),
  noted AS (
    INSERT INTO events.webhook_delivery AS d (webhook_id, message_id, kind, txid, number, tries, last_at, status, milliseconds, answer)
    SELECT m.id, s.message, s.kind, s.txid::xid8, s.number, 1, platform.now(), s.status, s.milliseconds, s.answer
    FROM moved m CROSS JOIN unnest($8::text[], $9::text[], $10::text[], $11::bigint[], $12::integer[], $13::integer[], $14::text[])
      AS s (message, kind, txid, number, status, milliseconds, answer)
    ON CONFLICT (webhook_id, message_id) DO UPDATE SET tries = d.tries + 1, last_at = excluded.last_at, status = excluded.status, failure = NULL,
      milliseconds = excluded.milliseconds, answer = excluded.answer, waits = false)
  SELECT 1 FROM moved`;

// Not noted as failing where it was moved or switched off meanwhile. The last try is at the end of the three days.
const FAIL = `
  UPDATE events.webhook w SET tries = $5, failing_since = coalesce(w.failing_since, platform.now()),
    next_at = least(platform.now() + make_interval(secs => $6), coalesce(w.failing_since, platform.now()) + make_interval(days => $7)),
    off_since = CASE WHEN $8::boolean OR w.failing_since <= platform.now() - make_interval(days => $7) THEN platform.now() END,
    off_because = CASE WHEN $8::boolean THEN 'gone' WHEN w.failing_since <= platform.now() - make_interval(days => $7) THEN 'failing' END
  WHERE w.id = $1 AND w.feed = $2 AND (w.txid, w.number) = ($3::text::xid8, $4::bigint) AND w.off_since IS NULL
  RETURNING w.off_since IS NOT NULL AS off, w.number::text AS number`;

const NOTE_FAILED = `
  INSERT INTO events.webhook_delivery AS d (webhook_id, message_id, kind, txid, number, tries, last_at, status, failure, milliseconds, answer)
  VALUES ($1, $2, $3, $4::text::xid8, $5, 1, platform.now(), $6, $7, $8, $9)
  ON CONFLICT (webhook_id, message_id) DO UPDATE SET tries = d.tries + 1, last_at = excluded.last_at, status = excluded.status,
    failure = excluded.failure, milliseconds = excluded.milliseconds, answer = excluded.answer`;

const MISSED = `
  UPDATE events.webhook SET feed = $2, txid = $3::text::xid8, number = $4::bigint, missed_at = platform.now(), tries = 0 WHERE id = $1`;

const DELETE_LOG = `
  DELETE FROM events.webhook_delivery d USING events.webhook w
  WHERE d.webhook_id = w.id AND d.asked_at < platform.now() - make_interval(days => $1)`;
