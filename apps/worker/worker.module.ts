import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { OutboxRunnerModule } from '#platform/queue';
import { Heartbeat } from './heartbeat.js';
import { HousekeepingModule } from './housekeeping.js';

/**
 * Everything a worker does. The root module of the process brings `DatabaseModule.forRoot` and `QueueModule.forRoot`; a
 * library that declares work on the outbox is imported here.
 */
@Module({ imports: [OutboxRunnerModule, DocumentsModule, HousekeepingModule], providers: [Heartbeat] })
export class WorkerModule {}
