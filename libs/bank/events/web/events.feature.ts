import { Module } from '@nestjs/common';
import { EventsModule } from '#bank/events';
import { addSentences } from '#platform/http';
import { WebhooksController } from '../webhooks/web/webhooks.controller.js';
import { webhooksSentences } from '../webhooks/web/webhooks.sentences.js';
import { EventsController } from './events.controller.js';
import { eventsSentences } from './events.sentences.js';

addSentences(eventsSentences);
addSentences(webhooksSentences);

/** The feature of events: the feed that programs read, and the programs that are told. */
@Module({ imports: [EventsModule], controllers: [EventsController, WebhooksController] })
export class EventsFeature {}
