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
