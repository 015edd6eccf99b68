import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { audit } from '#bank/people';
import { type Reader, rows, run } from '#platform/database';
import {
  clock,
  isId,
  keyring,
  type Member,
  memberWith,
  NotFound,
  newId,
  RuleBroken,
  seal,
  WRITE,
  webhookSettings,
} from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { EVENT_DAYS } from '../events.service.js';
import { endOfFeed, type FeedPlace, placeAt } from '../feed.js';
import type { OffBecause, WebhookFailure } from '../word-lists.js';
import { normalAddress } from './addresses.js';
import { newWebhookSecret, secretText, TEST_KIND } from './messages.js';
import { SEALED_WEBHOOK } from './sealed.js';
import { BOTH_SIGN_HOURS, thingsFor } from './webhook-rules.js';
import { WEBHOOKS_QUEUE } from './webhook-sending.js';

/** Of one organisation. */
const AT_MOST = 20;
/** Secrets of one webhook. */
const SIGN_AT_ONCE = 10;
const LOCK = 0x424e78;
const SHOWN = 100;
const DAY = 24 * 3_600_000;

export interface WebhookView {
  readonly id: string;
  readonly address: string;
  readonly kinds: readonly string[];
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly nextAt: Date;
  readonly offSince: Date | null;
  readonly offBecause: OffBecause | null;
  readonly missedAt: Date | null;
  /** Until when the secret before signs too. */
  readonly bothUntil: Date | null;
}

/** What was sent, with its last answer. */
export interface DeliveryView {
  readonly messageId: string;
  readonly kind: string;
  readonly tries: number;
  readonly askedAt: Date;
  readonly lastAt: Date | null;
  readonly status: number | null;
  readonly failure: WebhookFailure | null;
  readonly milliseconds: number | null;
  readonly answer: string;
  readonly waits: boolean;
}

export interface NewWebhook {
  readonly address: string;
  readonly kinds: readonly string[];
}

interface MadeWebhook {
  readonly id: string;
  /** Shown this once. */
  readonly secret: string;
}

/** The webhooks of one's organisation, for who manages it. */
@Injectable()
export class WebhooksService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
  ) {}

  /** One's own organisation's, newest first. */
  list(member: Member): Promise<WebhookView[]> {
    return rows<WebhookView>(this.db, `${WEBHOOK} ORDER BY w.id DESC`, [member.organisationId]);
  }

  /** @throws NotFound for another organisation's */
  async get({ organisationId }: Member, id: string, on: Reader = this.db): Promise<WebhookView> {
    const [webhook] = isId(id) ? await rows<WebhookView>(on, `${WEBHOOK} AND w.id = $2`, [organisationId, id]) : [];
    if (!webhook) throw new NotFound('webhook');
    return webhook;
  }

  /** What was sent lately, newest first. */
  async deliveries({ organisationId }: Member, id: string, on: Reader = this.db): Promise<DeliveryView[]> {
    return isId(id) ? rows<DeliveryView>(on, DELIVERIES, [id, organisationId, SHOWN]) : [];
  }

  /**
   * It hears of what happens from now on.
   * @throws RuleBroken `events.webhook_kind_elsewhere`, `events.webhook_too_many`, and as `normalAddress`
   */
  async make(tx: EntityManager, actor: Member, { address, kinds }: NewWebhook): Promise<MadeWebhook> {
    const { organisationId } = memberWith(actor, WRITE.webhooks);
    mustHear(actor, kinds);
    const to = normalAddress(address, webhookSettings().allowed);
    // Two who make the last one at once: the second finds the first's.
    await run(tx, 'SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, organisationId]);
    const there = await run(tx, 'SELECT 1 FROM events.webhook WHERE organisation_id = $1', [organisationId]);
    if (there >= AT_MOST) throw new RuleBroken('events.webhook_too_many', { most: AT_MOST });
    const id = newId();
    const { feed, txid, number } = await endOfFeed(tx);
    await run(
      tx,
      'INSERT INTO events.webhook (id, organisation_id, address, kinds, feed, txid, number) VALUES ($1, $2, $3, $4, $5, $6::text::xid8, $7)',
      [id, organisationId, to, kinds, feed, txid, number],
    );
    await audit(tx, actor, 'create', { kind: 'webhook', id });
    return { id, secret: await insertSecret(tx, id) };
  }

  /** @throws as `make`, and NotFound */
  async change(tx: EntityManager, actor: Member, id: string, { address, kinds }: NewWebhook): Promise<void> {
    mustHear(actor, kinds);
    const to = normalAddress(address, webhookSettings().allowed);
    await this.write(tx, actor, id, CHANGE, [to, kinds]);
    await audit(tx, actor, 'change', { kind: 'webhook', id });
  }

  /**
   * Another secret; the one before signs beside it for a day, so that the receiver passes from one to the other without a stop, also where the
   * page that showed the new one was lost and another is made.
   */
  async renewSecret(tx: EntityManager, actor: Member, id: string): Promise<string> {
    await this.write(tx, actor, id, TOUCH);
    await run(tx, DROP_SECRETS, [id, SIGN_AT_ONCE - 1]);
    await run(
      tx,
      'UPDATE events.webhook_secret SET ends_at = platform.now() + make_interval(hours => $2) WHERE webhook_id = $1 AND ends_at IS NULL',
      [id, BOTH_SIGN_HOURS],
    );
    await audit(tx, actor, 'renew', { kind: 'webhook', id });
    return insertSecret(tx, id);
  }

  async switchOff(tx: EntityManager, actor: Member, id: string): Promise<void> {
    await this.write(tx, actor, id, SWITCH_OFF);
    await audit(tx, actor, 'end', { kind: 'webhook', id });
  }

  /** Goes on where it stopped. */
  async switchOn(tx: EntityManager, actor: Member, id: string): Promise<void> {
    await this.write(tx, actor, id, SWITCH_ON);
    await audit(tx, actor, 'reopen', { kind: 'webhook', id });
    await this.outbox.wake(tx, WEBHOOKS_QUEUE);
  }

  /** With its secrets and with what was noted of what it was sent. */
  async remove(tx: EntityManager, actor: Member, id: string): Promise<void> {
    await this.write(tx, actor, id, REMOVE);
    await audit(tx, actor, 'revoke', { kind: 'webhook', id });
  }

  /** A message that tells of nothing. @returns its id */
  async test(tx: EntityManager, actor: Member, id: string): Promise<string> {
    await this.write(tx, actor, id, TOUCH);
    const message = `msg_test_${newId()}`;
    await run(
      tx,
      'INSERT INTO events.webhook_delivery (webhook_id, message_id, kind, waits) VALUES ($1, $2, $3, true)',
      [id, message, TEST_KIND],
    );
    await this.outbox.wake(tx, WEBHOOKS_QUEUE);
    return message;
  }

  /** Sends a message once more, with the same id. @throws NotFound where it is not noted any more */
  async replay(tx: EntityManager, actor: Member, id: string, message: string): Promise<void> {
    await this.write(tx, actor, id, TOUCH);
    const found = await run(
      tx,
      'UPDATE events.webhook_delivery SET waits = true WHERE webhook_id = $1 AND message_id = $2',
      [id, message],
    );
    if (!found) throw new NotFound('webhook');
    await this.outbox.wake(tx, WEBHOOKS_QUEUE);
  }

  /**
   * Sends again all that happened since a moment, in order and with the same ids, then goes on. Of now: what waits is passed over.
   * @throws RuleBroken `events.webhook_moment_wrong` for one that is to come, or before what can be read
   */
  async replayFrom(tx: EntityManager, actor: Member, id: string, moment: Date | 'now'): Promise<void> {
    let place: FeedPlace;
    if (moment === 'now') place = await endOfFeed(tx);
    else {
      const ago = clock.ms() - moment.getTime();
      // A day so many days ago began somewhat earlier.
      if (!(ago >= 0 && ago < (EVENT_DAYS + 1) * DAY))
        throw new RuleBroken('events.webhook_moment_wrong', { days: EVENT_DAYS }, 'since');
      place = await placeAt(tx, moment);
    }
    await this.write(tx, actor, id, GO_TO, [place.feed, place.txid, place.number]);
    await audit(tx, actor, 'send_again', { kind: 'webhook', id });
    await this.outbox.wake(tx, WEBHOOKS_QUEUE);
  }

  /** @throws NotFound for another organisation's */
  private async write(
    tx: EntityManager,
    actor: Member,
    id: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<void> {
    const { organisationId } = memberWith(actor, WRITE.webhooks);
    if (!isId(id) || !(await run(tx, text, [id, organisationId, ...values]))) throw new NotFound('webhook');
  }
}

function mustHear(actor: Member, kinds: readonly string[]): void {
  const things: readonly string[] = thingsFor(actor);
  if (!kinds.length) throw new RuleBroken('events.webhook_kind_missing', {}, 'things');
  if (!kinds.every((kind) => things.includes(kind.split('.')[0]!)))
    throw new RuleBroken('events.webhook_kind_elsewhere', {}, 'things');
}

async function insertSecret(tx: EntityManager, webhookId: string): Promise<string> {
  const id = newId();
  const secret = newWebhookSecret();
  const { keyId, bytes } = seal(keyring(), secret, SEALED_WEBHOOK.context(id));
  await run(tx, 'INSERT INTO events.webhook_secret (id, webhook_id, key_id, sealed) VALUES ($1, $2, $3, $4)', [
    id,
    webhookId,
    keyId,
    bytes,
  ]);
  return secretText(secret);
}

const WEBHOOK = `
  SELECT w.id, w.address, w.kinds, w.created_at AS "createdAt", w.failing_since AS "failingSince", w.next_at AS "nextAt", w.off_since AS "offSince",
    w.off_because AS "offBecause", w.missed_at AS "missedAt",
    (SELECT max(s.ends_at) FROM events.webhook_secret s WHERE s.webhook_id = w.id AND s.ends_at > platform.now()) AS "bothUntil"
  FROM events.webhook w WHERE w.organisation_id = $1`;

const DELIVERIES = `
  SELECT d.message_id AS "messageId", d.kind, d.tries, d.asked_at AS "askedAt", d.last_at AS "lastAt", d.status, d.failure, d.milliseconds,
    d.answer, d.waits
  FROM events.webhook_delivery d JOIN events.webhook w ON w.id = d.webhook_id
  WHERE d.webhook_id = $1 AND w.organisation_id = $2 ORDER BY d.asked_at DESC LIMIT $3`;

const TOUCH = 'SELECT 1 FROM events.webhook WHERE id = $1 AND organisation_id = $2 FOR UPDATE';
const CHANGE = 'UPDATE events.webhook SET address = $3, kinds = $4 WHERE id = $1 AND organisation_id = $2';
const SWITCH_OFF = `
  UPDATE events.webhook SET off_since = coalesce(off_since, platform.now()), off_because = coalesce(off_because, 'by_hand')
  WHERE id = $1 AND organisation_id = $2`;
const SWITCH_ON = `
  UPDATE events.webhook SET off_since = NULL, off_because = NULL, off_told_at = NULL, failing_since = NULL, tries = 0, next_at = platform.now()
  WHERE id = $1 AND organisation_id = $2`;
const DROP_SECRETS = `
  DELETE FROM events.webhook_secret WHERE webhook_id = $1 AND (ends_at <= platform.now() OR id NOT IN (
    SELECT s.id FROM events.webhook_secret s WHERE s.webhook_id = $1 ORDER BY s.id DESC LIMIT $2))`;
const REMOVE = 'DELETE FROM events.webhook WHERE id = $1 AND organisation_id = $2';
const GO_TO = `
  UPDATE events.webhook SET feed = $3, txid = $4::text::xid8, number = $5, tries = 0, next_at = platform.now(), missed_at = NULL
  WHERE id = $1 AND organisation_id = $2`;
