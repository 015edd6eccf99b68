import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DevicesService, type Reason, type Verb } from '#devices';
import { type Actor, packageRoot } from '#kernel';
import type { Cast } from './cast.js';
import type { Machine } from './machines.js';

/** Tells the story to one database: the services, the people, and one transaction for each thing that somebody does. */
export class Teller {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly cast: Cast,
  ) {}

  get people(): Cast['people'] {
    return this.cast.people;
  }

  get houses(): Cast['houses'] {
    return this.cast.houses;
  }

  get<T>(service: Type<T>): T {
    return this.app.get(service);
  }

  /** What one person does with one press of a button. */
  does<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.app.get(DataSource).transaction(work);
  }

  /** One of the buttons of the device's page. */
  act(tx: EntityManager, actor: Actor, verb: Verb, machine: Machine, reason: Reason): Promise<string> {
    return this.get(DevicesService).act(tx, actor, verb, machine.id, { reason });
  }
}

/** A file of the story as it came: the same from the source tree and from `dist`. */
export const storyFile = (name: string): Buffer => readFileSync(join(packageRoot(), 'libs/story/files', name));
