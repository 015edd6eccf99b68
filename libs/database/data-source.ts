import { availableParallelism } from 'node:os';
import type { DataSourceOptions } from 'typeorm';
import { PreparingClient } from './preparing-client.js';

export interface Connection {
  /** `postgres://role:password@host:port/database` */
  readonly url: string;
  /** Shown in `pg_stat_activity`: which process is this. */
  readonly applicationName?: string;
  /** Connections at most; a few per core is where throughput stops rising. */
  readonly max?: number;
  /** Give up ownership on every connection (`SET ROLE bn_app`): for an address that is also the owner's. */
  readonly asApplication?: boolean;
}

/** Search words that may wait to be merged, in kB: a search reads them one by one (ADR 0009). */
const WORDS_WAITING_KB = 64;

/** Options of the application's data source, for Nest's `TypeOrmModule` (which adds the entities) or for a `DataSource`. */
export function dataSourceOptions({ url, applicationName = 'bn', max, asApplication }: Connection) {
  return {
    type: 'postgres',
    url,
    applicationName,
    poolSize: max ?? Math.max(6, 3 * availableParallelism()),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    extra: {
      Client: PreparingClient,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      options: [`gin_pending_list_limit=${WORDS_WAITING_KB}`, ...(asApplication ? ['role=bn_app'] : [])]
        .map((setting) => `-c ${setting}`)
        .join(' '),
    },
  } satisfies DataSourceOptions;
}
