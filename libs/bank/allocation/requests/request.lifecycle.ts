import { BANK, defineLifecycle, STRUCTURE } from '#platform/kernel';

export const REQUEST_STATES = {
  draft: { label: 'Brouillon', tone: 'neutral', icon: 'pencil' },
  submitted: { label: 'À valider', tone: 'attention', icon: 'hourglass' },
  approved: { label: 'Acceptée', tone: 'ok', icon: 'circle-check' },
  refused: { label: 'Refusée', tone: 'alert', icon: 'ban' },
  cancelled: { label: 'Annulée', tone: 'neutral', icon: 'circle-x' },
  expired: { label: 'Expirée', tone: 'neutral', icon: 'clock' },
  fulfilled: { label: 'Servie', tone: 'ok', icon: 'hand-heart' },
} as const;
export type RequestState = keyof typeof REQUEST_STATES;
export const REQUEST_STATE_NAMES = Object.keys(REQUEST_STATES) as RequestState[];

export const REQUEST_REFUSAL_REASONS = {
  quota_used: 'Le quota de la structure est utilisé',
  no_stock: 'Aucun matériel de ce type avant longtemps',
  out_of_scope: 'Ce matériel n’entre pas dans ce que la banque donne',
  incomplete: 'Il manque des précisions : complétez et envoyez une nouvelle demande',
  duplicate: 'La même demande a déjà été faite',
} as const;
export type RequestRefusal = keyof typeof REQUEST_REFUSAL_REASONS;

/** An approved request that ends in so many days asks for somebody now: a week is the time to bring a device and hand it over. */
export const EXPIRES_SOON_DAYS = 7;

export interface RequestFacts {
  /** `none` before it is begun. */
  readonly state: RequestState | 'none';
  readonly structureId: string;
  readonly number?: string;
}

/** The one table of what can happen to a request, and of who may. */
// biome-ignore format: a table reads line by line
export const REQUEST_LIFECYCLE = defineLifecycle({
  name: 'request',
  states: REQUEST_STATES,
  reasons: REQUEST_REFUSAL_REASONS,
  stateOf: (request: RequestFacts) => request.state,
  relations: { own: (organisation, request) => request.structureId === organisation },
  refusals: { notNow: 'allocation.request_not_now' },
  facts: ({ number, state }) => ({ number, state }),
  transitions: {
    draft: { from: 'nothing', to: 'draft', silent: 'nobody but its structure sees a draft', by: { own: STRUCTURE }, label: 'Commencer une demande', done: 'Commencée', icon: 'pencil' },
    submit: { from: ['draft'], to: 'submitted', by: { own: STRUCTURE }, label: 'Envoyer à la banque', done: 'Envoyée à la banque', icon: 'send' },
    approve: { from: ['submitted'], to: 'approved', by: { any: BANK }, label: 'Accepter la demande', done: 'Acceptée', icon: 'circle-check' },
    /** Of a request that was approved in part: more of what waits for an answer. */
    approve_more: { from: ['approved'], to: 'approved', by: { any: BANK }, label: 'Accepter la suite', done: 'Acceptée pour la suite', icon: 'check' },
    refuse: {
      from: ['submitted', 'approved'], to: 'refused', by: { any: BANK }, ends: 'for_good', label: 'Refuser', done: 'Refusée', icon: 'ban',
      reasons: Object.keys(REQUEST_REFUSAL_REASONS) as RequestRefusal[],
    },
    cancel: { from: ['draft', 'submitted', 'approved'], to: 'cancelled', by: { any: BANK, own: STRUCTURE }, ends: 'for_good', label: 'Annuler la demande', done: 'Annulée', icon: 'circle-x' },
    /** One of its devices is wanted no more; the last one cancels the request, or ends it as served. */
    give_up: { from: ['approved'], to: 'approved', by: { any: BANK, own: STRUCTURE }, ends: 'for_good', label: 'Renoncer à un appareil', done: 'Un appareil en moins', icon: 'minus' },
    expire: { from: ['approved'], to: 'expired', by: {}, label: 'Clore', done: 'Expirée sans remise', icon: 'clock' },
    fulfil: { from: ['approved'], to: 'fulfilled', by: {}, label: 'Clore', done: 'Servie', icon: 'hand-heart' },
    /** A hand-over was undone: one of its devices waits again for its person. */
    unfulfil: { from: ['fulfilled'], to: 'approved', by: {}, label: 'Rouvrir', done: 'Rouverte : une remise a été annulée', icon: 'undo-2' },
  },
});
export type RequestVerb = (typeof REQUEST_LIFECYCLE.verbs)[number];
