import { type TICKET_LIFECYCLE, TICKET_STATES, type TicketView } from '#bank/faults';
import type { EndingOf } from '#platform/kernel';

/** What each verb that ends a fault ends, before it is confirmed. */
export const TICKET_ENDINGS: Readonly<Record<EndingOf<typeof TICKET_LIFECYCLE>, (t: TicketView) => readonly string[]>> =
  {
    close: (t) => [
      `Plus personne ne s’occupe de cette panne. La personne lit : « ${TICKET_STATES.closed.plain} »`,
      t.state === 'device_in'
        ? 'L’appareil est chez vous et ne sera pas rendu : il reste à le faire partir.'
        : 'L’appareil reste où il est.',
      ...(t.others.length
        ? [`L’autre panne du même appareil reste ouverte : ${t.others.map((o) => o.number).join(', ')}.`]
        : []),
      'La panne peut être rouverte.',
    ],
    swap: () => [
      'L’ancien appareil revient chez vous, et ne retourne pas à la personne.',
      `La panne est finie. La personne lit : « ${TICKET_STATES.swapped.plain} »`,
    ],
  };
