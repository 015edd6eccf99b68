import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { type Connection, DatabaseModule } from '#database';
import { PeopleModule } from '#people';
import { QueueModule } from '#queue';
import { type Cast, makeCast, tellStory } from '#story';
import { freshDatabase, type TestDatabase, withOwner } from './database.js';

/** What a database begins with: the people and houses of the story, or the whole story. */
export type Told = 'cast' | 'story';

/**
 * A database of the caller's own in which that has been told. The first suite of a run that asks tells it, in a database
 * that it and the others then clone; the cast is kept as that database's comment.
 */
export function toldDatabase(told: Told): Promise<{ database: TestDatabase; cast: Cast }> {
  // The lock is the session's: it ends with the connection, and with the process.
  return withOwner(async (server) => {
    await server.query('SELECT pg_advisory_lock(hashtext($1))', [told]);
    const template = `bn_with_${told}`;
    const cast = (await castOf(server, template)) ?? (await tell(server, template, told));
    return { database: await freshDatabase(template), cast };
  });
}

async function castOf(server: pg.Client, template: string): Promise<Cast | null> {
  const { rows } = await server.query<{ cast: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS cast FROM pg_database WHERE datname = $1`,
    [template],
  );
  return rows[0]?.cast ? (JSON.parse(rows[0].cast) as Cast) : null;
}

async function tell(server: pg.Client, template: string, told: Told): Promise<Cast> {
  const { name, url } = await freshDatabase();
  const connection = { url, applicationName: 'bn test' };
  const house = told === 'story' ? await wholeHouse(connection) : peopleAlone(connection);
  const app = await NestFactory.createApplicationContext(house, { logger: false });
  const site = process.env.PUBLIC_URL;
  // The papers of the story bear the site's address: the same whichever suite is the first.
  process.env.PUBLIC_URL = 'http://banque.example.fr';
  const cast = await (told === 'story' ? tellStory(app) : makeCast(app)).finally(() => app.close());
  if (site) process.env.PUBLIC_URL = site;
  await server.query(`COMMENT ON DATABASE ${name} IS ${pg.escapeLiteral(JSON.stringify(cast))}`);
  await server.query(`ALTER DATABASE ${name} RENAME TO ${template}`);
  return cast;
}

async function wholeHouse(connection: Connection): Promise<DynamicModule> {
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
