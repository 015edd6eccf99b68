import { BANK, defineLifecycle } from '#kernel';

/** Where a donation is. `tone` and `icon` are those of its badge. */
export const DONATION_STATES = {
  promised: { label: 'Promis', tone: 'attention', icon: 'hourglass' },
  planned: { label: 'Collecte prévue', tone: 'info', icon: 'calendar' },
  received: { label: 'Reçu, en cours', tone: 'info', icon: 'package-open' },
  closed: { label: 'Terminé', tone: 'ok', icon: 'circle-check' },
  cancelled: { label: 'Annulé', tone: 'neutral', icon: 'ban' },
} as const;
export type DonationState = keyof typeof DONATION_STATES;

/** Why a donation came to nothing. */
export const CANCEL_REASONS = {
  donor_withdrew: 'Le donateur a renoncé',
  given_elsewhere: 'Donné ailleurs',
  not_suitable: 'Matériel qui ne convient pas',
  entered_by_mistake: 'Saisi par erreur',
} as const;
export type CancelReason = keyof typeof CANCEL_REASONS;

/** What the verbs ask of a donation. */
export interface DonationStanding {
  /** `none` before it is noted. */
  readonly state: DonationState | 'none';
  readonly organisationId: string;
  readonly number?: string;
  /** Devices that came with it, those logged by mistake left out; asked by `cancel`. */
  readonly logged?: number;
}

/** A collection point does it with its own donations, the bank with everybody's. */
const TAKING_IN = { any: BANK, own: ['collector'] } as const;

/** The one table of what can happen to a donation, and of who may. */
// biome-ignore format: a table reads line by line
export const DONATION_LIFECYCLE = defineLifecycle({
  name: 'donation',
  states: DONATION_STATES,
  reasons: CANCEL_REASONS,
  stateOf: (donation: DonationStanding) => donation.state,
  relations: { own: (organisation, donation) => donation.organisationId === organisation },
  // Arrived by mistake: only as long as nothing is logged on it.
  needs: { empty: (donation) => donation.state !== 'received' || donation.logged === 0 },
  refusals: { notNow: 'intake.donation_not_now', empty: 'intake.donation_has_devices' },
  facts: ({ number, state }) => ({ number, state }),
  steps: {
    promise: { from: 'nothing', to: 'promised', by: TAKING_IN, label: 'Noter la promesse', done: 'Promis', icon: 'hourglass' },
    register: { from: 'nothing', to: 'received', by: TAKING_IN, label: 'Noter l’arrivée', done: 'Reçu', icon: 'package-open' },
    plan: { from: ['promised'], to: 'planned', by: TAKING_IN, label: 'Prévoir la collecte', done: 'Collecte prévue', icon: 'calendar' },
    replan: { from: ['planned'], to: 'planned', by: TAKING_IN, label: 'Changer la collecte', done: 'Collecte changée', icon: 'calendar' },
    receive: { from: ['promised', 'planned'], to: 'received', by: TAKING_IN, label: 'Le don est arrivé', done: 'Reçu', icon: 'package-open' },
    close: { from: ['received'], to: 'closed', by: TAKING_IN, label: 'Terminer le don', done: 'Terminé', icon: 'circle-check' },
    cancel: {
      from: ['promised', 'planned', 'received'], to: 'cancelled', by: TAKING_IN, needs: ['empty'], label: 'Annuler ce don', done: 'Annulé', icon: 'ban',
      reasons: ['donor_withdrew', 'given_elsewhere', 'not_suitable', 'entered_by_mistake'],
    },
  },
});
export type DonationVerb = (typeof DONATION_LIFECYCLE.verbs)[number];
