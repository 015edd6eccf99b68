import { Module } from '@nestjs/common';
import { EventsService } from './events.service.js';

/** What happened, for programs that follow the bank. */
@Module({ providers: [EventsService], exports: [EventsService] })
export class EventsModule {}
