import type { INestApplicationContext, Type } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DevicesService, LEAVES_FOR_GOOD, type Reason, type Verb } from '#bank/devices';
import { DataEnds } from '#bank/workshop';
import type { Actor } from '#platform/kernel';
import { DEMO_PASSWORD, type Fixtures } from './fixtures.js';
import type { Machine } from './machines.js';

/** The days on which the demo happens: the bank's clock, in the hands of whoever seeds a trial bank. */
export interface Calendar {
  /** From here on it is so many days ago for the bank; 0: today. Days go on only. */
  readonly goTo: (daysAgo: number) => Promise<void>;
}

/** Seeds one database: the services, the people, and one transaction for each thing that somebody does. */
export class Seeding {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly fixtures: Fixtures,
    readonly calendar: Calendar,
  ) {}

  get people(): Fixtures['people'] {
    return this.fixtures.people;
  }

  get organisations(): Fixtures['organisations'] {
    return this.fixtures.organisations;
  }

  get<T>(service: Type<T>): T {
    return this.app.get(service);
  }

  does<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.app.get(DataSource).transaction(work);
  }

  /** One of the buttons of the device's page; what becomes of data that nobody proved gone is signed there too. */
  async act(tx: EntityManager, actor: Actor, verb: Verb, machine: Machine, reason: Reason): Promise<string> {
    const ending = LEAVES_FOR_GOOD.find((e) => e === verb);
    if (ending) await this.get(DataEnds).tell(tx, actor, machine.id, ending, { reason, password: DEMO_PASSWORD });
    return this.get(DevicesService).act(tx, actor, verb, machine.id, { reason });
  }
}
