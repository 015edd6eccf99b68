import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import { DatabaseModule, ruleFromPg } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { DonationsService, IntakeModule, LoggingService } from '#intake';
import { type Actor, type Member, newId, type Role } from '#kernel';
import { OrganisationsService, PeopleModule, UsersService } from '#people';
import { QueueModule } from '#queue';
import { freshDatabase, type TestDatabase } from '../support/database.js';

export const SYSTEM: Actor = { kind: 'system', channel: 'system' };

export interface Place {
  organisationId: string;
  placeId: string;
}

/** Intake and the floors under it, on a database of its own: two collection points and the bank, each with its person. */
export interface IntakeHouse {
  readonly app: INestApplicationContext;
  readonly database: TestDatabase;
  readonly db: DataSource;
  readonly suresnes: Place;
  readonly nanterre: Place;
  /** Collects at Suresnes. */
  readonly aude: Member;
  /** Collects at Nanterre. */
  readonly other: Member;
  /** Coordinates the bank. */
  readonly leila: Member;
  /** In a transaction; what Postgres refuses reads as its rule. */
  readonly work: <T>(run: (tx: EntityManager) => Promise<T>) => Promise<T>;
  /** A donation of a public body with a name of its own, so that inventory numbers of tests never meet. */
  readonly donation: (over?: {
    actor?: Member;
    arrival?: 'promised' | 'received';
    person?: boolean;
    quantity?: number;
  }) => Promise<string>;
  readonly log: (donationId: string, device?: object, actor?: Actor) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function intakeHouse(): Promise<IntakeHouse> {
  process.env.PUBLIC_URL = 'https://banque.example.fr';
  process.env.BN_SECRET ??= 'a secret that only tests know';
  const database = await freshDatabase();
  class House {}
  Module({
    imports: [
      QueueModule.forRoot({ databaseUrl: database.url }),
      DatabaseModule.forRoot({ url: database.url, applicationName: 'bn test', max: 24 }),
      PeopleModule,
      DocumentsModule,
      DevicesModule,
      IntakeModule,
    ],
  })(House);
  const app = await NestFactory.createApplicationContext(House, { logger: false });
  const db = app.get(DataSource);
  const work = <T>(run: (tx: EntityManager) => Promise<T>): Promise<T> =>
    db.transaction(run).catch((error: unknown) => {
      throw ruleFromPg(error) ?? error;
    });

  const organisation = async (kind: 'bank' | 'collection_point', name: string): Promise<Place> => {
    const organisations = app.get(OrganisationsService);
    const organisationId = await work((tx) => organisations.create(tx, SYSTEM, { kind, name }));
    return { organisationId, placeId: (await organisations.mainPlace(organisationId)).id };
  };
  const member = async ({ organisationId }: Place, kind: 'bank' | 'collection_point', role: Role): Promise<Member> => {
    const users = app.get(UsersService);
    const email = `${newId()}@example.fr`;
    const userId = await work((tx) => users.create(tx, SYSTEM, { name: 'Invented Person', email }));
    const membershipId = await work((tx) => users.join(tx, SYSTEM, userId, organisationId, [role]));
    const { operatorNumber } = (await users.memberships(userId))[0]!;
    return {
      kind: 'member',
      userId,
      membershipId,
      operatorNumber,
      organisationId,
      organisationKind: kind,
      roles: [role],
      channel: 'page',
    };
  };
  const bank = await organisation('bank', 'Banque');
  const suresnes = await organisation('collection_point', 'Point de collecte de Suresnes');
  const nanterre = await organisation('collection_point', 'Point de collecte de Nanterre');
  const aude = await member(suresnes, 'collection_point', 'collector');
  const other = await member(nanterre, 'collection_point', 'collector');
  const leila = await member(bank, 'bank', 'coordinator');

  let towns = 0;
  const donation: IntakeHouse['donation'] = ({ actor = aude, arrival = 'received', person, quantity } = {}) => {
    const donor = person
      ? { kind: 'person' as const, contact: { name: 'Camille Exemple', phone: '01 23 45 67 89' } }
      : { kind: 'public_body' as const, name: `Ville nº ${++towns}` };
    const placeId = actor === other ? nanterre.placeId : suresnes.placeId;
    const expected = quantity ? [{ category: 'laptop' as const, quantity }] : [];
    return work((tx) => app.get(DonationsService).create(tx, actor, { donor, placeId, arrival, expected }));
  };
  const log: IntakeHouse['log'] = (donationId, device = {}, actor = aude) =>
    work((tx) =>
      app.get(LoggingService).log(tx, actor, donationId, { category: 'laptop', condition: 'works', ...device }),
    );
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { app, database, db, suresnes, nanterre, aude, other, leila, work, donation, log, close };
}
