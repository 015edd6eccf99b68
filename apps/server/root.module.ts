import { type DynamicModule, Module } from '@nestjs/common';
import { PeopleModule } from '#bank/people';
import type { Connection } from '#platform/database';
import { QueueModule } from '#platform/queue';
import { WorkerModule } from '../worker/worker.module.js';
import { AppModule } from './app.module.js';

export interface RootOptions {
  readonly connection: Connection;
  /** Null when jobs travel in PostgreSQL. */
  readonly redisUrl?: string | null;
  /** Whether this process also does the background work. */
  readonly work: boolean;
}

/** The application and what each of its processes needs: the same for the server, the workers, the command line and the tests. */
@Module({})
export class RootModule {
  static for({ connection, redisUrl, work }: RootOptions): DynamicModule {
    const { url, asApplication = false } = connection;
    const queue = QueueModule.forRoot({ databaseUrl: url, asApplication, redisUrl: redisUrl ?? undefined });
    const worker = work ? [WorkerModule] : [];
    return {
      module: RootModule,
      imports: [queue, AppModule.over(connection), PeopleModule, ...worker],
    };
  }
}
