import type pg from 'pg';
import { KEEP_ALIVE, PATIENCE } from './patience.js';
import { DOUBT, NoAnswer, WatchedClient, type WatchedConfig } from './watched-client.js';

/**
 * Runs work of a command or a start on a connection of its own: statements may last, but a frozen Postgres or a cut network ends it in a minute.
 * @param name what `pg_stat_activity` shows
 * @throws NoAnswer then; else what `work` throws
 */
export async function withClient<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
  more: WatchedConfig = {},
): Promise<T> {
  const patience = more.connectionTimeoutMillis ?? PATIENCE.job.connection;
  const client = new WatchedClient({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: patience,
    doubt: DOUBT,
    ...KEEP_ALIVE,
    ...more,
  });
  client.on('error', () => undefined);
  await client.connect().catch((error: Error) => {
    throw error.message === 'timeout expired' ? new NoAnswer(patience) : error;
  });
  try {
    return await work(client);
  } catch (error) {
    // Once the connection was given up, later statements fail with less telling errors.
    throw client.lost ?? error;
  } finally {
    await client.leave();
  }
}
