import 'reflect-metadata';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { DevicesModule } from '#bank/devices';
import { DocumentsModule } from '#bank/documents';
import { PeopleModule } from '#bank/people';
import { WorkshopModule } from '#bank/workshop';
import { DatabaseModule, ruleFromPg } from '#platform/database';
import { NotFound, RuleBroken } from '#platform/kernel';
import { QueueModule } from '#platform/queue';
import { seededDatabase } from '../things/seeded.js';
import type { TestDatabase } from './database.js';

/** The libraries without HTTP, on a database of their own, with the people of the demo in it. */
export interface Services {
  readonly app: INestApplicationContext;
  readonly database: TestDatabase;
  readonly db: DataSource;
  readonly fixtures: Fixtures;
  /** One transaction, with rules that Postgres broke read as rules. */
  readonly work: <T>(run: (tx: EntityManager) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Work in one transaction each, with rules that Postgres broke read as rules. */
export const transactions =
  (db: DataSource): Services['work'] =>
  (run) =>
    db.transaction(run).catch((error: unknown) => {
      throw ruleFromPg(error) ?? error;
    });

/** Opens the ground floors and the given libraries. */
export async function services(...libraries: Type[]): Promise<Services> {
  process.env.PUBLIC_URL ??= 'https://banque.example.fr';
  const { database, fixtures } = await seededDatabase('fixtures');
  class Application {}
  Module({
    imports: [
      QueueModule.forRoot({ databaseUrl: database.url }),
      DatabaseModule.forRoot({ url: database.url, applicationName: 'bn test', max: 24 }),
      PeopleModule,
      DocumentsModule,
      DevicesModule,
      WorkshopModule,
      ...libraries.filter((l) => l !== WorkshopModule),
    ],
  })(Application);
  const app = await NestFactory.createApplicationContext(Application, { logger: false });
  const db = app.get(DataSource);
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { app, database, db, fixtures, work: transactions(db), close };
}

/** The code of the rule that a piece of work breaks; `not_found`, or `done` when it breaks none. Faults go through. */
export async function broken(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    const rule = ruleFromPg(error) ?? error;
    if (rule instanceof RuleBroken) return rule.code;
    if (rule instanceof NotFound) return 'not_found';
    throw error;
  }
}
