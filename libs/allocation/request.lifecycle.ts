import { BANK, type Role, STRUCTURE } from '#kernel';

/** Where a structure's request stands. */
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

export interface RequestTransition {
  readonly from: readonly RequestState[] | 'nothing';
  readonly to: RequestState;
  readonly label: string;
  /** The line in the request's history. */
  readonly done: string;
  readonly by: readonly Role[] | 'system';
}

/** The one table of what can happen to a request. Buttons, allowed actions of the API and the rows in Postgres come from it. */
export const REQUEST_LIFECYCLE = {
  draft: { from: 'nothing', to: 'draft', label: 'Commencer une demande', done: 'Commencée', by: STRUCTURE },
  submit: {
    from: ['draft'],
    to: 'submitted',
    label: 'Envoyer à la banque',
    done: 'Envoyée à la banque',
    by: STRUCTURE,
  },
  approve: { from: ['submitted'], to: 'approved', label: 'Accepter la demande', done: 'Acceptée', by: BANK },
  refuse: { from: ['submitted', 'approved'], to: 'refused', label: 'Refuser', done: 'Refusée', by: BANK },
  cancel: {
    from: ['draft', 'submitted', 'approved'],
    to: 'cancelled',
    label: 'Annuler la demande',
    done: 'Annulée',
    by: [...STRUCTURE, ...BANK],
  },
  expire: { from: ['approved'], to: 'expired', label: 'Clore', done: 'Expirée sans remise', by: 'system' },
  fulfil: { from: ['approved'], to: 'fulfilled', label: 'Clore', done: 'Servie', by: 'system' },
} as const satisfies Record<string, RequestTransition>;
export type RequestVerb = keyof typeof REQUEST_LIFECYCLE;
export const REQUEST_VERBS = Object.keys(REQUEST_LIFECYCLE) as RequestVerb[];

/** The transition of a verb, with its literal types widened. */
export const requestTransition = (verb: RequestVerb): RequestTransition => REQUEST_LIFECYCLE[verb];

/** Whether the table lets the verb start from this state. */
export function requestPermits(verb: RequestVerb, from: RequestState): boolean {
  const t = requestTransition(verb);
  return t.from !== 'nothing' && t.from.includes(from);
}

/** Every legal (verb, from, to): the rows of `allocation.request_lifecycle`. */
export function requestLifecycleRows(): { verb: RequestVerb; from: RequestState | 'none'; to: RequestState }[] {
  return REQUEST_VERBS.flatMap((verb) => {
    const t = requestTransition(verb);
    return (t.from === 'nothing' ? (['none'] as const) : t.from).map((from) => ({ verb, from, to: t.to }));
  });
}

/** Why the bank says no, in words the requester reads. */
export const REFUSAL_REASONS = {
  quota_used: 'Le quota de la structure est utilisé',
  no_stock: 'Aucun matériel de ce type avant longtemps',
  out_of_scope: 'Ce matériel n’entre pas dans ce que la banque donne',
  incomplete: 'Il manque des précisions : complétez et envoyez une nouvelle demande',
  duplicate: 'La même demande a déjà été faite',
} as const;
export type RefusalReason = keyof typeof REFUSAL_REASONS;
export const REFUSAL_REASON_IDS = Object.keys(REFUSAL_REASONS) as RefusalReason[];
