import { REQUEST_LIFECYCLE } from '#bank/allocation';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { TICKET_LIFECYCLE } from '#bank/faults';
import { INCIDENT_LIFECYCLE } from '#bank/incidents';
import { DONATION_LIFECYCLE } from '#bank/intake';
import { TRANSFER_LIFECYCLE } from '#bank/logistics';
import { allNotices } from '#bank/mails';
import { SIM_LIFECYCLE } from '#bank/sims';
import { REMOVED_LIFECYCLE } from '#bank/workshop';
import { type Lifecycle, RuleBroken } from '#platform/kernel';
import type { WebhookDto } from './webhooks.dto.js';

const lifecycles = (): readonly Lifecycle[] => [
  DEVICE_LIFECYCLE,
  DONATION_LIFECYCLE,
  TRANSFER_LIFECYCLE,
  REQUEST_LIFECYCLE,
  REMOVED_LIFECYCLE,
  SIM_LIFECYCLE,
  TICKET_LIFECYCLE,
  INCIDENT_LIFECYCLE,
];

/** Every event that there can be, as `device.arrive`. */
let known: ReadonlySet<string> | undefined;
const knownKinds = (): ReadonlySet<string> => {
  known ??= new Set([
    ...lifecycles().flatMap(({ name, verbs, silentVerbs }) =>
      verbs.filter((verb) => !silentVerbs.includes(verb)).map((verb) => `${name}.${verb}`),
    ),
    // What is late is no step of a life.
    ...allNotices().flatMap(({ on }) => on),
    'beneficiary.forgotten',
    'donor.forgotten',
  ]);
  return known;
};

/**
 * The things and events of a form. An event of a thing that is chosen whole is left out.
 * @throws RuleBroken `events.webhook_kind_unknown`: one that never happens would never be missed
 */
export function kindsOf({ things = [], events = '' }: WebhookDto): readonly string[] {
  const some = events.split(/[\s,;]+/).filter(Boolean);
  const unknown = some.find((kind) => !knownKinds().has(kind));
  if (unknown) throw new RuleBroken('events.webhook_kind_unknown', { kind: unknown.slice(0, 80) }, 'events');
  const whole: readonly string[] = things;
  return [...new Set([...whole, ...some.filter((kind) => !whole.includes(kind.split('.')[0]!))])];
}
