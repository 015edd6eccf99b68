import type { Fixtures } from '#bank/demo';
import type { Side } from '../browser/everybody.js';
import type { TestApp } from '../servers/app.js';
import { demoFinder, devicesOfSides } from '../servers/demo-finder.js';
import { deviceThings, roadThings } from './device-things.js';
import { giftThings, paperThings } from './gift-things.js';
import { allocationThings, correctionThings, instanceThings, supportThings } from './structure-things.js';

/** What replaces `:id`, `:code` and the like in a route. */
export type Params = Readonly<Record<string, string>>;

/** The same kind of thing at each organisation that has one. */
export type Things = Readonly<Partial<Record<Side, Params>>>;

/** One thing of every kind that a route's address names, out of the demo. */
export async function thingsOfTheDemo(t: TestApp, fixtures: Fixtures) {
  const finder = demoFinder(t, fixtures);
  const devices = await devicesOfSides(finder);
  return {
    ...(await paperThings(finder)),
    ...(await deviceThings(finder, devices)),
    ...(await roadThings(finder, devices)),
    ...(await giftThings(finder, fixtures)),
    ...(await allocationThings(finder)),
    ...(await supportThings(finder)),
    ...(await correctionThings(finder)),
    ...(await instanceThings(finder)),
  } satisfies Record<string, Things>;
}
export type ThingKind = keyof Awaited<ReturnType<typeof thingsOfTheDemo>>;
