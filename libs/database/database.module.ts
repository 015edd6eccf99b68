import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type Connection, dataSourceOptions } from './data-source.js';

/** The one data source of a process; libraries inject it with `@InjectDataSource()`. */
@Module({})
export class DatabaseModule {
  /** For the root module. Entities come from each library's `TypeOrmModule.forFeature`. */
  static forRoot(connection: Connection): DynamicModule {
    const options = { ...dataSourceOptions(connection), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 };
    const typeorm = TypeOrmModule.forRootAsync({ useFactory: () => options });
    return { module: DatabaseModule, global: true, imports: [typeorm] };
  }
}
