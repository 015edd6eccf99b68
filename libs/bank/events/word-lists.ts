import type { Lists } from '#platform/database';
import { EVENT_THINGS } from './things.js';

/** Why nothing is sent to a webhook any more. */
export const OFF_BECAUSE = ['by_hand', 'failing', 'gone'] as const;
export type OffBecause = (typeof OFF_BECAUSE)[number];

/** Why a webhook gave no answer. */
export const WEBHOOK_FAILURES = [
  'address_refused',
  'address_unknown',
  'certificate',
  'no_connection',
  'timeout',
] as const;
export type WebhookFailure = (typeof WEBHOOK_FAILURES)[number];

/** What events share with Postgres. */
export const EVENTS_LISTS: Lists = {
  words: {
    'events.thing': EVENT_THINGS,
    'events.off_because': OFF_BECAUSE,
    'events.webhook_failure': WEBHOOK_FAILURES,
  },
};
