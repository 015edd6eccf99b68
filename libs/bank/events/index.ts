export { EventsModule } from './events.module.js';
export { beginFeedAnew, EVENT_DAYS, type EventsPart, EventsService, type EventView } from './events.service.js';
export { EVENT_THING_NAMES, type EventThing } from './things.js';
export { EVENTS_LISTS } from './word-lists.js';
