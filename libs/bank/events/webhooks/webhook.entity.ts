import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { OffBecause, WebhookFailure } from '../word-lists.js';

/** Where a program of an organisation is told what happens. Its place in the feed is `feed`, `txid` and `number`. */
@Entity({ schema: 'events', name: 'webhook' })
export class Webhook {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('words', 'Adresse d’un logiciel à prévenir', 'webhook')
  @Column('text')
  address: string;
  /** Things (`device`) and events (`device.arrive`). */
  @Column('text', { array: true }) kinds: string[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('uuid') feed: string;
  @Column('bigint') number: string;
  /** Of the event that comes next. */
  @Column('integer') tries: number;
  @Column('timestamptz', { name: 'next_at' }) nextAt: Date;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: Date | null;
  @Column('timestamptz', { name: 'off_since', nullable: true }) offSince: Date | null;
  @Column('text', { name: 'off_because', nullable: true }) offBecause: OffBecause | null;
  /** When its organisation was written to that the program switched it off. */
  @Column('timestamptz', { name: 'off_told_at', nullable: true }) offToldAt: Date | null;
  /** Events were deleted before they could be sent. */
  @Column('timestamptz', { name: 'missed_at', nullable: true }) missedAt: Date | null;
  /** How often a worker looked after it. */
  @Column('integer') turn: number;
}

@Entity({ schema: 'events', name: 'webhook_secret' })
export class WebhookSecret {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'webhook_id' }) webhookId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Column('bytea') sealed: Buffer;
  /** Null: the one that signs until another is made. */
  @Column('timestamptz', { name: 'ends_at', nullable: true }) endsAt: Date | null;
}

/** A message that was sent to a webhook, or waits to be. */
@Entity({ schema: 'events', name: 'webhook_delivery' })
export class WebhookDelivery {
  @PrimaryColumn('uuid', { name: 'webhook_id' }) webhookId: string;
  @PrimaryColumn('text', { name: 'message_id' }) messageId: string;
  @Column('text') kind: string;
  /** Of its event; null: a test. */
  @Column('bigint', { nullable: true }) number: string | null;
  @Column('integer') tries: number;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('timestamptz', { name: 'last_at', nullable: true }) lastAt: Date | null;
  /** Of the answer; null without one. */
  @Column('integer', { nullable: true }) status: number | null;
  @Column('text', { nullable: true }) failure: WebhookFailure | null;
  @Column('integer', { nullable: true }) milliseconds: number | null;
  /** How the answer begins, as plain text. */
  @Personal('words', 'Réponse d’un logiciel prévenu', 'webhook_answer')
  @Column('text')
  answer: string;
  /** Somebody asked for it by hand, and it was not sent since. */
  @Column('boolean') waits: boolean;
}
