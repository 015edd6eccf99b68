import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { followClock } from './bank-clock.js';
import { Listening } from './connections/listening.js';
import { type Connection, dataSourceOptions } from './data-source.js';
import * as records from './records/records.entity.js';

/** The one data source of a process, injected with `@InjectDataSource()`, and its `Listening`. */
@Module({})
export class DatabaseModule {
  static forRoot(connection: Connection): DynamicModule {
    const options = { ...dataSourceOptions(connection), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 };
    const typeorm = TypeOrmModule.forRootAsync({ useFactory: () => options });
    const ears = {
      provide: Listening,
      useFactory: () => {
        const listening = new Listening(connection);
        followClock(listening, connection.url);
        return listening;
      },
    };
    const imports = [typeorm, entities(records)];
    return { module: DatabaseModule, global: true, imports, providers: [ears], exports: [Listening] };
  }
}

/**
 * Makes a library's tables known to the data source, for the library's module to import.
 * @param files its `*.entity.ts` files as namespaces: whatever they export is an entity
 */
export const entities = (...files: readonly Readonly<Record<string, Type>>[]): DynamicModule =>
  TypeOrmModule.forFeature(files.flatMap((file) => Object.values(file)));
