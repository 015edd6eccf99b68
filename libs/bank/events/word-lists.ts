import type { Lists } from '#platform/database';
import { EVENT_THINGS } from './things.js';

/** What events share with Postgres. */
export const EVENTS_LISTS: Lists = { words: { 'events.thing': EVENT_THINGS } };
