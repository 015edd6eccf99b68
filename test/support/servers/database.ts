import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from '#platform/database';

/** A database of one suite's own: migrated, dropped at the end. */
export interface TestDatabase {
  readonly name: string;
  /** The application's role, as in production. */
  readonly url: string;
  /** The owner: for looking behind the application's back. */
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}

const address = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** Clones the migrated template, or the database named `like`; null gives one without any schema. */
export async function freshDatabase(like: string | null = process.env.TEST_TEMPLATE ?? ''): Promise<TestDatabase> {
  const { TEST_OWNER_URL = '', TEST_SERVER_URL = '' } = process.env;
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asOwner(`CREATE DATABASE ${name}${like === null ? '' : ` TEMPLATE ${like} STRATEGY FILE_COPY`}`);
  return {
    name,
    url: address(TEST_SERVER_URL, name),
    ownerUrl: address(TEST_OWNER_URL, name),
    drop: () => asOwner(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

const asOwner = (statement: string): Promise<void> => withOwner((client) => client.query(statement).then(() => {}));

/** Work on the test server itself, beside every suite's database. */
export async function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: address(process.env.TEST_OWNER_URL ?? '', 'postgres') });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** An open data source on a database; the caller destroys it before dropping. */
export const openDataSource = (url: string, options: Partial<DataSourceOptions> = {}, max = 24): Promise<DataSource> =>
  new DataSource({
    ...dataSourceOptions({ url, applicationName: 'bn test', max }),
    ...options,
  } as DataSourceOptions).initialize();
