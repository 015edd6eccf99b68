export { EventsModule } from './events.module.js';
export { beginFeedAnew, EVENT_DAYS, type EventsPart, EventsService } from './events.service.js';
export { type EventView, type FeedPlace, readFeed } from './feed.js';
export { EVENT_THING_NAMES, type EventThing } from './things.js';
export { EVENTS_LISTS } from './word-lists.js';
