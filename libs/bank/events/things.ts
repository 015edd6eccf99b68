import { READ, type Right } from '#platform/kernel';

/** What events are about, and the right to read it: whoever reads a thing hears of it. */
export const EVENT_THINGS = {
  device: READ.devices,
  donation: READ.donations,
  donor: READ.donorNames,
  transfer: READ.transfers,
  removed_medium: READ.workshop,
  request: READ.requests,
  beneficiary: READ.beneficiaries,
  sim: READ.sims,
  ticket: READ.tickets,
  incident: READ.incidents,
} as const satisfies Readonly<Record<string, Right>>;
export type EventThing = keyof typeof EVENT_THINGS;
export const EVENT_THING_NAMES = Object.keys(EVENT_THINGS) as EventThing[];
