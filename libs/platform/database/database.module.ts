import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type Connection, dataSourceOptions } from './data-source.js';
import { entities } from './entities.js';
import * as idempotency from './idempotency-key.entity.js';
import { Listening } from './listening.js';
import * as proof from './proof.entity.js';
import * as canary from './secret-canary.entity.js';
import * as worker from './worker.entity.js';

/** The one data source of a process, which libraries inject with `@InjectDataSource()`, and its ears (`Listening`). */
@Module({})
export class DatabaseModule {
  /** For the root module. Each library brings its own `entities`. */
  static forRoot(connection: Connection): DynamicModule {
    const options = { ...dataSourceOptions(connection), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 };
    const typeorm = TypeOrmModule.forRootAsync({ useFactory: () => options });
    const ears = { provide: Listening, useFactory: () => new Listening(connection) };
    const imports = [typeorm, entities(idempotency, canary, proof, worker)];
    return { module: DatabaseModule, global: true, imports, providers: [ears], exports: [Listening] };
  }
}
