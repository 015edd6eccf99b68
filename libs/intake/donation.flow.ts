/** Where a donation is. `tone` and `icon` are those of its badge. */
export const DONATION_STATES = {
  promised: { label: 'Promis', tone: 'attention', icon: 'hourglass' },
  planned: { label: 'Collecte prévue', tone: 'info', icon: 'calendar' },
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
  promise: { from: ['none'], to: 'promised', label: 'Noter la promesse', done: 'Promis', icon: 'hourglass' },
  register: { from: ['none'], to: 'received', label: 'Noter l’arrivée', done: 'Reçu', icon: 'package-open' },
  plan: { from: ['promised'], to: 'planned', label: 'Prévoir la collecte', done: 'Collecte prévue', icon: 'calendar' },
  replan: {
    from: ['planned'],
    to: 'planned',
    label: 'Changer la collecte',
    done: 'Collecte changée',
    icon: 'calendar',
  },
  receive: {
    from: ['promised', 'planned'],
    to: 'received',
    label: 'Le don est arrivé',
    done: 'Reçu',
    icon: 'package-open',
  },
  close: { from: ['received'], to: 'closed', label: 'Terminer le don', done: 'Terminé', icon: 'circle-check' },
  cancel: { from: ['promised', 'planned'], to: 'cancelled', label: 'Annuler la promesse', done: 'Annulé', icon: 'ban' },
} as const satisfies Record<
  string,
  { from: readonly (DonationState | 'none')[]; to: DonationState; label: string; done: string; icon: string }
>;
export type DonationVerb = keyof typeof DONATION_FLOW;
const VERBS = Object.keys(DONATION_FLOW) as DonationVerb[];

const startsOf = (verb: DonationVerb): readonly (DonationState | 'none')[] => DONATION_FLOW[verb].from;

/** Whether the table lets the verb happen to a donation in this state. */
export const donationMay = (verb: DonationVerb, state: DonationState): boolean => startsOf(verb).includes(state);

/** What may happen to a donation in this state. */
export const donationVerbs = (state: DonationState): DonationVerb[] => VERBS.filter((verb) => donationMay(verb, state));

/** Every legal (verb, from, to): the rows of `intake.donation_flow`. */
export const donationRows = (): { verb: DonationVerb; from: DonationState | 'none'; to: DonationState }[] =>
  VERBS.flatMap((verb) => startsOf(verb).map((from) => ({ verb, from, to: DONATION_FLOW[verb].to })));
