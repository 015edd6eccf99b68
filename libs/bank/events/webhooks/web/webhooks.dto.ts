import type { EventThing } from '#bank/events';
import { choice, day, fields, several, text } from '#platform/http';

export const THING_WORDS = {
  device: 'Appareils',
  donation: 'Dons',
  donor: 'Donateurs',
  transfer: 'Lots',
  removed_medium: 'Supports retirés',
  request: 'Demandes',
  beneficiary: 'Personnes accompagnées',
  sim: 'Cartes SIM',
  ticket: 'Pannes',
  incident: 'Incidents',
} as const satisfies Record<EventThing, string>;

/** Where a program is told, and of what. */
export class WebhookDto extends fields({
  address: text({
    max: 500,
    filled: true,
    label: 'Adresse du logiciel',
    hint: 'Exemple : https://outil.exemple.fr/entrant',
    missing: 'Écrivez l’adresse où prévenir le logiciel.',
  }),
  things: several(THING_WORDS, {
    optional: true,
    optionalUnsaid: true,
    label: 'Le prévenir de tout ce qui arrive aux',
    hint: 'Il reçoit des numéros et des gestes, sans le nom de personne.',
  }),
  events: text({
    max: 2000,
    rows: 2,
    optional: true,
    label: 'Ou de certains gestes seulement',
    hint: 'Exemple : device.arrive, ticket.report',
  }),
}) {}

export const REPLAYS = {
  since: 'Tout ce qui est arrivé depuis un jour',
  now: 'Seulement ce qui arrivera maintenant',
} as const;

/** From when a webhook goes on. */
export class ReplayDto extends fields({
  from: choice(REPLAYS, { label: 'Reprendre avec', wrong: 'events.webhook_replay_missing' }),
  since: day({
    real: true,
    optional: true,
    label: 'Depuis quel jour ?',
    hint: 'Quatre-vingt-dix jours en arrière au plus',
  }),
}) {}
