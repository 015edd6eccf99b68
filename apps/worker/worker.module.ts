import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { OutboxRunnerModule } from '#queue';

/**
 * Everything a worker does. The root module of the process brings `DatabaseModule.forRoot` and `QueueModule.forRoot`; a
 * library that declares work on the outbox is imported here.
 */
@Module({ imports: [OutboxRunnerModule, DocumentsModule] })
export class WorkerModule {}
