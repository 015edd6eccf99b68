import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from '#database';

/** A database of one suite's own: migrated, empty, dropped at the end. */
export interface TestDatabase {
  /** The application's role, as in production. */
  readonly url: string;
  /** The owner: for looking behind the application's back. */
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}

const address = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** Clones the migrated template. `empty` gives a database without any schema instead. */
export async function freshDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const { TEST_OWNER_URL = '', TEST_SERVER_URL = '', TEST_TEMPLATE } = process.env;
  const name = `t_${randomBytes(6).toString('hex')}`;
  const like = empty ? '' : ` TEMPLATE ${TEST_TEMPLATE} STRATEGY FILE_COPY`;
  await asOwner(TEST_OWNER_URL, `CREATE DATABASE ${name}${like}`);
  return {
    url: address(TEST_SERVER_URL, name),
    ownerUrl: address(TEST_OWNER_URL, name),
    drop: () => asOwner(TEST_OWNER_URL, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address(url, 'postgres') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** An open data source on a database; the caller destroys it before dropping. */
export const openDataSource = (url: string, options: Partial<DataSourceOptions> = {}, max = 24): Promise<DataSource> =>
  new DataSource({
    ...dataSourceOptions({ url, applicationName: 'bn test', max }),
    ...options,
  } as DataSourceOptions).initialize();
