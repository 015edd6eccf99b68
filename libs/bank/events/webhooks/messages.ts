import { createHmac, randomBytes } from 'node:crypto';
import type { EventView } from '../feed.js';

/** A message to a webhook: ids, verbs and states; no name, no words, nothing of a person but an id. */
export interface Message {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
}

export const TEST_KIND = 'webhook.test';

/** The id of a message is that of its event: however often and to however many it is sent, it is the same. */
export const messageId = (feed: string, event: string): string => `msg_${feed.replaceAll('-', '')}_${event}`;

export const kindOf = ({ thing, verb }: Pick<EventView, 'thing' | 'verb'>): string => `${thing}.${verb}`;

type Told = Pick<EventView, 'id' | 'at' | 'thing' | 'verb' | 'subjectId' | 'from' | 'to' | 'organisationId'>;

export function bodyOf(event: Told): string {
  const { id, at, thing, verb, subjectId, from, to, organisationId } = event;
  const data = { id, thing, verb, subjectId, from, to, organisationId };
  return JSON.stringify({ type: kindOf(event), timestamp: at.toISOString(), data });
}

export const testBody = (at: Date): string =>
  JSON.stringify({ type: TEST_KIND, timestamp: at.toISOString(), data: {} });

// Standard Webhooks 1.0.0 (https://www.standardwebhooks.com): a symmetric signature over `id.timestamp.body`.

const PREFIX = 'whsec_';
const BYTES = 32;

/** @returns the bytes that sign; `secretText` is what the receiver is given */
export const newWebhookSecret = (): Buffer => randomBytes(BYTES);

export const secretText = (secret: Buffer): string => `${PREFIX}${secret.toString('base64')}`;

/**
 * The headers of a message.
 * @param secrets each of which signs
 * @param at in seconds since 1970, when it is sent: receivers refuse what is older than some minutes
 */
export function webhookHeaders(
  secrets: readonly Buffer[],
  { id, at, body }: { readonly id: string; readonly at: number; readonly body: string },
): Readonly<Record<string, string>> {
  const signed = `${id}.${at}.${body}`;
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') };
}
