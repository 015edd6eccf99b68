import { Module } from '@nestjs/common';
import { EventsModule } from '#bank/events';
import { addSentences } from '#platform/http';
import { EventsController } from './events.controller.js';
import { eventsSentences } from './events.sentences.js';

addSentences(eventsSentences);

/** The feature of events: the feed that programs read. */
@Module({ imports: [EventsModule], controllers: [EventsController] })
export class EventsFeature {}
