import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { NoAnswer, withClient } from '#platform/database';
import { stillThere } from '../../libs/platform/database/connections/watched-client.js';
import { PostgresLink } from '../support/faults/postgres-link.js';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';

/** Sooner than in earnest: a look has all the time that a busy machine needs, and what is waited for lasts longer than several of them. */
const doubt = { afterMs: 300, lookMs: 4_000 };
let database: TestDatabase;
let link: PostgresLink;

beforeAll(async () => {
  database = await freshDatabase(null);
});
afterAll(() => database.drop());
beforeEach(async () => {
  link = await PostgresLink.to(database.ownerUrl);
});
afterEach(async () => {
  link.goOn();
  await link.close();
});

test('what rightly lasts is waited for, and so is whoever reads slowly', async () => {
  await withClient(
    link.url,
    'bn test',
    async (client) => {
      const slept = await client.query('SELECT pg_sleep(3), 1 AS n');
      expect(slept.rows[0].n).toBe(1);
      let bytes = 0;
      let held = false;
      const slow = new Writable({
        write(chunk: Buffer, _encoding, next) {
          bytes += chunk.length;
          // Postgres waits meanwhile for as long as three looks.
          if (held) return next();
          held = true;
          void withClient(database.ownerUrl, 'bn test', (other) => other.query('SELECT pg_sleep(3)')).then(
            () => next(),
            next,
          );
        },
      });
      await pipeline(
        client.query(copyTo(`COPY (SELECT repeat('x', 1000) FROM generate_series(1, 50000)) TO STDOUT`)),
        slow,
      );
      expect(bytes).toBe(50_000 * 1_001);
    },
    { doubt },
  );
});

test('a Postgres that answers nothing any more, and a network that carries nothing, end in a sentence', async () => {
  const asked = withClient(
    link.url,
    'bn test',
    async (client) => {
      await client.query('SELECT 1');
      link.stop();
      await client.query('SELECT 1').catch(() => undefined);
      // What is asked afterwards fails for the same reason.
      return client.query('SELECT 1');
    },
    { doubt },
  );
  await expect(asked).rejects.toThrow(NoAnswer);
  await expect(asked).rejects.toThrow(/^PostgreSQL ne répond plus depuis \d+ s/);
});

test('a connection that the network forgot is given up, though others are served', async () => {
  await expect(
    withClient(
      link.url,
      'bn test',
      async (client) => {
        await client.query('SELECT 1');
        link.forget();
        return client.query('SELECT 1');
      },
      { doubt },
    ),
  ).rejects.toThrow(NoAnswer);
});

test('nobody who answers at all is taken to be dead, and nobody who does not is waited for', async () => {
  const config = { connectionString: link.url };
  await withClient(link.url, 'bn test', async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { pid } = rows[0]!;
    expect(await stillThere(config, pid, 10_000)).toBe('idle');
    expect(await stillThere(config, 1, 10_000)).toBe('gone');
    const nowhere = Object.assign(new URL(link.url), { pathname: '/none_of_this_name' }).href;
    expect(await stillThere({ connectionString: nowhere }, pid, 10_000)).toBe('works');
    link.stop();
    expect(await stillThere(config, pid, 300)).toBeNull();
    link.goOn();
  });
});
