import { writeFile } from 'node:fs/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DocumentsModule } from '#bank/documents';
import { asJob, sayAlive, sayGone, WORKER_SAYS_MS } from '#platform/database';
import { heartbeatFile, newId } from '#platform/kernel';
import { OutboxRunnerModule } from '#platform/queue';
import { HousekeepingModule } from './housekeeping.js';

/** Reports that this worker is alive, to Postgres and to whoever watches this process. */
@Injectable()
class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly id = newId();
  private readonly log = new Logger('worker');
  private timer: NodeJS.Timeout | null = null;
  private saying: Promise<void> = Promise.resolve();

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  onApplicationBootstrap(): void {
    this.say();
    this.timer = setInterval(() => this.say(), WORKER_SAYS_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.saying;
    await sayGone(this.db, this.id).catch(() => undefined);
  }

  /** A database that is away for a moment is reported by the queue. */
  private say(): void {
    this.saying = this.tell().catch((error: Error) => this.log.debug(error.message));
  }

  private async tell(): Promise<void> {
    await asJob(() => sayAlive(this.db, this.id));
    const file = heartbeatFile();
    if (file) await writeFile(file, '');
  }
}

/**
 * Everything a worker does. The root module of the process brings `DatabaseModule.forRoot` and `QueueModule.forRoot`; a library that declares work on
 * the outbox is imported here.
 */
@Module({ imports: [OutboxRunnerModule, DocumentsModule, HousekeepingModule], providers: [Heartbeat] })
export class WorkerModule {}
