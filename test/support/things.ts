import type { Cast } from '#story';
import type { TestApp } from './app.js';
import { deviceThings, roadThings } from './device-things.js';
import type { Side } from './everybody.js';
import { giftThings, paperThings } from './gift-things.js';
import { devicesOfSides, storyFinder } from './story-finder.js';
import { allocationThings, instanceThings, supportThings } from './structure-things.js';

/** What replaces `:id`, `:code` and the like in a route. */
export type Params = Readonly<Record<string, string>>;

/** The same kind of thing at each house that has one. */
export type Things = Readonly<Partial<Record<Side, Params>>>;

/** One thing of every kind that a route's address names, out of the story. */
export async function thingsOfTheStory(t: TestApp, cast: Cast) {
  const finder = storyFinder(t, cast);
  const devices = await devicesOfSides(finder);
  return {
    ...(await paperThings(finder)),
    ...(await deviceThings(finder, devices)),
    ...(await roadThings(finder, devices)),
    ...(await giftThings(finder, cast)),
    ...(await allocationThings(finder)),
    ...(await supportThings(finder)),
    ...(await instanceThings(finder)),
  } satisfies Record<string, Things>;
}
export type ThingKind = keyof Awaited<ReturnType<typeof thingsOfTheStory>>;
