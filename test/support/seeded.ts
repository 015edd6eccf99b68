import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { type Connection, DatabaseModule } from '#database';
import { type Fixtures, makeFixtures, seedDemo } from '#demo';
import { PeopleModule } from '#people';
import { QueueModule } from '#queue';
import { freshDatabase, type TestDatabase, withOwner } from './database.js';

/** What a database begins with: the people and organisations of the demo, or the whole demo. */
export type Seeded = 'fixtures' | 'demo';

/**
 * A database of the caller's own that begins so. The first suite of a run that asks fills one
 * that it and the others then clone; the fixtures are kept as that database's comment.
 */
export function seededDatabase(seeded: Seeded): Promise<{ database: TestDatabase; fixtures: Fixtures }> {
  // The lock is the session's: it ends with the connection, and with the process.
  return withOwner(async (server) => {
    await server.query('SELECT pg_advisory_lock(hashtext($1))', [seeded]);
    const template = `bn_with_${seeded}`;
    const fixtures = (await fixturesOf(server, template)) ?? (await seed(server, template, seeded));
    return { database: await freshDatabase(template), fixtures };
  });
}

async function fixturesOf(server: pg.Client, template: string): Promise<Fixtures | null> {
  const { rows } = await server.query<{ fixtures: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS fixtures FROM pg_database WHERE datname = $1`,
    [template],
  );
  return rows[0]?.fixtures ? (JSON.parse(rows[0].fixtures) as Fixtures) : null;
}

async function seed(server: pg.Client, template: string, seeded: Seeded): Promise<Fixtures> {
  const { name, url } = await freshDatabase();
  const connection = { url, applicationName: 'bn test' };
  const application = seeded === 'demo' ? await wholeApplication(connection) : peopleAlone(connection);
  const app = await NestFactory.createApplicationContext(application, { logger: false });
  const site = process.env.PUBLIC_URL;
  // The papers of the demo bear the site's address: the same whichever suite is the first.
  process.env.PUBLIC_URL = 'http://banque.example.fr';
  const fixtures = await (seeded === 'demo' ? seedDemo(app) : makeFixtures(app)).finally(() => app.close());
  if (site) process.env.PUBLIC_URL = site;
  await server.query(`COMMENT ON DATABASE ${name} IS ${pg.escapeLiteral(JSON.stringify(fixtures))}`);
  await server.query(`ALTER DATABASE ${name} RENAME TO ${template}`);
  return fixtures;
}

async function wholeApplication(connection: Connection): Promise<DynamicModule> {
  // Loaded when it is needed: most suites need no pages.
  const { RootModule } = await import('../../apps/server/root.module.js');
  return RootModule.for({ connection, work: false });
}

function peopleAlone(connection: Connection): Type {
  class People {}
  const imports = [
    QueueModule.forRoot({ databaseUrl: connection.url }),
    DatabaseModule.forRoot(connection),
    PeopleModule,
  ];
  Module({ imports })(People);
  return People;
}
