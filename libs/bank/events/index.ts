export { EventsModule } from './events.module.js';
export { beginFeedAnew, EVENT_DAYS, type EventsPart, EventsService } from './events.service.js';
export { type EventView, type FeedPlace, readFeed } from './feed.js';
export { EVENT_THING_NAMES, type EventThing } from './things.js';
export { SEALED_WEBHOOK } from './webhooks/sealed.js';
export { thingsFor } from './webhooks/webhook-rules.js';
export { WebhookSending } from './webhooks/webhook-sending.js';
export { type DeliveryView, WebhooksService, type WebhookView } from './webhooks/webhooks.service.js';
export { EVENTS_LISTS, type OffBecause, type WebhookFailure } from './word-lists.js';
