import type pg from 'pg';
import { KEEP_ALIVE } from './keep-alive.js';
import { PATIENCE } from './patience.js';
import { DOUBT } from './still-there.js';
import { NoAnswer, WatchedClient, type WatchedConfig } from './watched-client.js';

/**
 * Does what a command or a start does on a connection of its own: its statements may last as long as they rightly do, and a Postgres that is
 * frozen, or a network that is cut, ends it in a minute.
 * @param name what `pg_stat_activity` shows
 * @throws NoAnswer then, whatever was being done; else what `work` throws.
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
    // What is asked after the connection was given up fails in words that say less.
    throw client.lost ?? error;
  } finally {
    await client.leave();
  }
}
