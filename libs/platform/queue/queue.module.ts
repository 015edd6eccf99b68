import { type DynamicModule, Module } from '@nestjs/common';
import { QUEUE_SETTINGS, type QueueSettings } from './backend.js';
import { Outbox } from './outbox.js';
import { OutboxRunner } from './outbox-runner.js';

@Module({})
export class QueueModule {
  /** For the root module of every process, also of those that run no worker. */
  static forRoot(settings: QueueSettings): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      providers: [Outbox, { provide: QUEUE_SETTINGS, useValue: settings }],
      exports: [Outbox, QUEUE_SETTINGS],
    };
  }
}

/** Makes a process a worker: imported beside the libraries whose work it does. */
@Module({ providers: [OutboxRunner], exports: [OutboxRunner] })
export class OutboxRunnerModule {}
