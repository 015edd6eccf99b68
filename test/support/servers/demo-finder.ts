import { DataSource } from 'typeorm';
import { type Fixtures, MACHINES } from '#bank/demo';
import type { Side } from '../browser/everybody.js';
import type { Params, Things } from '../things/things.js';
import type { TestApp } from './app.js';

export type DemoFinder = ReturnType<typeof demoFinder>;

/** What finds and makes the things of the demo, for those who act in it. */
export function demoFinder(t: TestApp, fixtures: Fixtures) {
  const db = t.app.get(DataSource);
  const { organisations, people } = fixtures;
  const one = async (sql: string, ...values: unknown[]): Promise<Record<string, string>> => {
    const [row] = await db.query(`${sql} LIMIT 1`, values);
    if (!row) throw new Error(`the demo has nothing for: ${sql}`);
    return row;
  };
  const device = async (name: keyof typeof MACHINES) =>
    one('SELECT code FROM devices.device WHERE serial = $1', MACHINES[name]);
  const each = async <T>(of: (side: Side) => Promise<T>): Promise<Record<Side, T>> => ({
    bank: await of('bank'),
    collection: await of('collection'),
    workshop: await of('workshop'),
    structure: await of('structure'),
  });
  const actorOf = { bank: people.leila, collection: people.aude, workshop: people.moussa, structure: people.ines };
  const both = (params: Params): Things => ({ bank: params, structure: params });
  const desk = (params: Params): Things => ({ bank: params, collection: params });

  return { t, db, organisations, people, actorOf, one, device, each, both, desk };
}

/** A device of each organisation that has one. */
export const devicesOfSides = async ({ device }: DemoFinder) => ({
  bank: await device('inStock'),
  collection: await device('onTheDesk'),
  workshop: await device('toErase'),
  structure: await device('onTheShelf'),
});
export type DevicesOfSides = Awaited<ReturnType<typeof devicesOfSides>>;
