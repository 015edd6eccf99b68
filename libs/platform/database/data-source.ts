import { availableParallelism } from 'node:os';
import type { DataSourceOptions } from 'typeorm';
import { PgWithPools, type PoolsOptions } from './connections/pools.js';
import { PreparingClient } from './connections/preparing-client.js';
import { readTimestampsOurselves } from './statements/timestamps.js';

export interface Connection {
  /** `postgres://role:password@host:port/database` */
  readonly url: string;
  readonly applicationName?: string;
  /** Connections at most; throughput stops rising at a few per core. */
  readonly max?: number;
  /** Give up ownership on every connection (`SET ROLE bn_app`): for an address that is also the owner's. */
  readonly asApplication?: boolean;
  /** What the process does by default: `api` of a server, `job` of a worker or a command. */
  readonly kind?: 'api' | 'job';
}

const JOBS = 4;

/** Search words that may wait to be merged into the index, in kB: a search reads them one by one (ADR 0009). */
const WORDS_WAITING_KB = 64;

/** Options of the application's data source, for Nest's `TypeOrmModule` (which adds the entities) or for a `DataSource`. */
export function dataSourceOptions({ url, applicationName = 'bn', max, asApplication, kind = 'api' }: Connection) {
  readTimestampsOurselves();
  return {
    type: 'postgres',
    url,
    applicationName,
    poolSize: max ?? Math.max(6, 3 * availableParallelism()),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    driver: new PgWithPools(),
    extra: {
      Client: PreparingClient,
      pipeline: true,
      kind,
      jobs: JOBS,
      settings: [`gin_pending_list_limit=${WORDS_WAITING_KB}`, ...(asApplication ? ['role=bn_app'] : [])],
    } satisfies Partial<PoolsOptions> & Record<string, unknown>,
  } satisfies DataSourceOptions;
}
