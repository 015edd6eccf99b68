import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { type Fixtures, makeFixtures, seedDemo } from '#bank/demo';
import { PeopleModule } from '#bank/people';
import { type Connection, DatabaseModule, withPastClock } from '#platform/database';
import { QueueModule } from '#platform/queue';
import { freshDatabase, type TestDatabase, withOwner } from '../servers/database.js';
import { type Members, makeMembers } from './members-of-roles.js';

/** What a database begins with: the people and organisations of the demo, the whole demo, the demo and somebody of every role, or a trial's demo with its fourteen months. */
export type Seeded = 'fixtures' | 'demo' | 'members' | 'past';

/** What is known of such a database. */
interface Known {
  readonly fixtures: Fixtures;
  /** Of `members` alone. */
  readonly members?: Members;
}

/**
 * A database of the caller's own that begins so. The first suite of a run that asks fills one
 * that it and the others then clone; what is known of it is kept as that database's comment.
 */
export function seededDatabase<S extends Seeded>(
  seeded: S,
): Promise<{ database: TestDatabase } & (S extends 'members' ? Required<Known> : Known)> {
  // The lock is the session's: it ends with the connection, and with the process.
  return withOwner(async (server) => {
    await server.query('SELECT pg_advisory_lock(hashtext($1))', [seeded]);
    const template = `bn_with_${seeded}`;
    const known = (await knownOf(server, template)) ?? (await seed(server, template, seeded));
    return { database: await freshDatabase(template), ...(known as Required<Known>) };
  });
}

async function knownOf(server: pg.Client, template: string): Promise<Known | null> {
  const { rows } = await server.query<{ known: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS known FROM pg_database WHERE datname = $1`,
    [template],
  );
  return rows[0]?.known ? (JSON.parse(rows[0].known) as Known) : null;
}

async function seed(server: pg.Client, template: string, seeded: Seeded): Promise<Known> {
  const demo = seeded === 'members' ? await seededDatabase('demo') : null;
  const { name, url, ownerUrl } = demo?.database ?? (await freshDatabase());
  const connection = { url, applicationName: 'bn test' };
  const application = seeded === 'fixtures' ? peopleAlone(connection) : await wholeApplication(connection);
  const app = await NestFactory.createApplicationContext(application, { logger: false });
  const site = process.env.PUBLIC_URL;
  // The papers of the demo bear the site's address: the same whichever suite is the first.
  process.env.PUBLIC_URL = 'http://banque.example.fr';
  // The bank of the suites gives: those about sales enter their own rules.
  const filled = async (): Promise<Known> => {
    if (demo) return { fixtures: demo.fixtures, members: await makeMembers(app, demo.fixtures) };
    if (seeded === 'past')
      return { fixtures: await withPastClock(ownerUrl, (goTo) => seedDemo(app, { calendar: { goTo } })) };
    return { fixtures: await (seeded === 'demo' ? seedDemo(app, { sells: false }) : makeFixtures(app)) };
  };
  const known = await filled().finally(() => app.close());
  if (site) process.env.PUBLIC_URL = site;
  await server.query(`COMMENT ON DATABASE ${name} IS ${pg.escapeLiteral(JSON.stringify(known))}`);
  await server.query(`ALTER DATABASE ${name} RENAME TO ${template}`);
  return known;
}

async function wholeApplication(connection: Connection): Promise<DynamicModule> {
  // Loaded when it is needed: most suites need no pages.
  const { RootModule } = await import('../../../apps/server/app.module.js');
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
