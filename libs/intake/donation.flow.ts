/** Where a donation is. `tone` and `icon` are those of its badge. */
export const DONATION_STATES = {
  promised: { label: 'Promis', tone: 'attention', icon: 'hourglass' },
  received: { label: 'Reçu, en cours', tone: 'info', icon: 'package-open' },
  closed: { label: 'Terminé', tone: 'ok', icon: 'circle-check' },
  cancelled: { label: 'Annulé', tone: 'neutral', icon: 'ban' },
} as const;
export type DonationState = keyof typeof DONATION_STATES;

/** Why a promise came to nothing. */
export const CANCEL_REASONS = {
  donor_withdrew: 'Le donateur a renoncé',
  given_elsewhere: 'Donné ailleurs',
  not_suitable: 'Matériel qui ne convient pas',
  entered_by_mistake: 'Saisi par erreur',
} as const;
export type CancelReason = keyof typeof CANCEL_REASONS;

/**
 * The one table of what can happen to a donation. Buttons, endpoints, the rows of `intake.donation_flow` in Postgres and the
 * tests come from it. `none` is the state before a donation exists.
 */
export const DONATION_FLOW = {
  promise: { from: 'none', to: 'promised', label: 'Noter la promesse', done: 'Promis', icon: 'hourglass' },
  register: { from: 'none', to: 'received', label: 'Noter l’arrivée', done: 'Reçu', icon: 'package-open' },
  receive: { from: 'promised', to: 'received', label: 'Le don est arrivé', done: 'Reçu', icon: 'package-open' },
  close: { from: 'received', to: 'closed', label: 'Terminer le don', done: 'Terminé', icon: 'circle-check' },
  cancel: { from: 'promised', to: 'cancelled', label: 'Annuler la promesse', done: 'Annulé', icon: 'ban' },
} as const satisfies Record<
  string,
  { from: DonationState | 'none'; to: DonationState; label: string; done: string; icon: string }
>;
export type DonationVerb = keyof typeof DONATION_FLOW;

/** What may happen to a donation in this state. */
export const donationVerbs = (state: DonationState): DonationVerb[] =>
  (Object.keys(DONATION_FLOW) as DonationVerb[]).filter((verb) => DONATION_FLOW[verb].from === state);
