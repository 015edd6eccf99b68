import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { RootModule } from '../../../apps/server/app.module.js';
import { createServer } from '../../../apps/server/server.js';
import { secondConnections, watchRequests } from '../counting/second-connections.js';
import type { Members } from '../things/members-of-roles.js';
import { type Seeded, seededDatabase } from '../things/seeded.js';
import { freshDatabase, type TestDatabase } from './database.js';

/** The whole server on a database of its own. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** `http://127.0.0.1:port` when it listens, else an empty text. */
  readonly url: string;
  /** Sends a request without a network. */
  readonly inject: NestFastifyApplication['inject'];
  readonly close: () => Promise<void>;
}

export interface TestAppOptions {
  /** For browsers and whatever needs a real address. */
  readonly listen?: boolean;
  /** Runs the background work too. */
  readonly work?: boolean;
  readonly redisUrl?: string;
  /** Pool size: races need as many connections as there are runners. */
  readonly connections?: number;
  /** Opens this one, and drops it at the end; by default a migrated, empty one of its own. */
  readonly database?: TestDatabase;
}

/** The same root module as `npm start`, with the application's role, on a clone of the migrated template. */
export async function testApp({
  listen = false,
  work = false,
  redisUrl,
  connections = 24,
  database: given,
}: TestAppOptions = {}): Promise<TestApp> {
  // Not https: the session's cookie must come back over the plain address of a test.
  process.env.PUBLIC_URL ??= 'http://banque.example.fr';
  const database = given ?? (await freshDatabase());
  const connection = { url: database.url, applicationName: 'bn test', max: connections };
  const app = await createServer(RootModule.for({ connection, redisUrl: redisUrl ?? null, work }));
  watchRequests(app);
  if (listen) await app.listen(0, '127.0.0.1');
  else await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const address = app.getHttpServer().address() as AddressInfo | null;
  return {
    app,
    database,
    url: address ? `http://127.0.0.1:${address.port}` : '',
    inject: app.inject.bind(app),
    close: async () => {
      await app.close();
      await database.drop();
      // Whoever holds a transaction waits for no other connection: when all do, nobody is answered.
      expect(secondConnections()).toEqual([]);
    },
  };
}

/** The whole server where the demo's people are, or the whole demo has happened. */
export async function testAppWith(
  seeded: Exclude<Seeded, 'members'>,
  options: TestAppOptions = {},
): Promise<{ t: TestApp; fixtures: Fixtures }> {
  const { database, fixtures } = await seededDatabase(seeded);
  return { t: await testApp({ ...options, database }), fixtures };
}

/** The whole server where the whole demo has happened, and beside its people somebody of every role. */
export async function testAppWithMembers(
  options: TestAppOptions = {},
): Promise<{ t: TestApp; fixtures: Fixtures; members: Members }> {
  const { database, fixtures, members } = await seededDatabase('members');
  const t = await testApp({ ...options, database });
  // As if they had just signed in, however long ago the first suite of the run made them: a session is noted as used now and then.
  await t.app.get(DataSource).query('UPDATE people.session SET last_seen_at = now()');
  return { t, fixtures, members };
}
