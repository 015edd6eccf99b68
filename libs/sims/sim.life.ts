import { type Actor, BANK, hasRole, isBank, isMember, type Role, STRUCTURE } from '#kernel';

/** Where a card is in its life. */
export const SIM_STATUSES = {
  in_stock: { label: 'En stock', tone: 'info', icon: 'card-sim' },
  allotted: { label: 'Chez une structure', tone: 'info', icon: 'building-2' },
  handed_out: { label: 'Remise', tone: 'ok', icon: 'hand-heart' },
  ended: { label: 'Terminée', tone: 'neutral', icon: 'ban' },
} as const;
export type SimStatus = keyof typeof SIM_STATUSES;
export const SIM_STATUS_NAMES = Object.keys(SIM_STATUSES) as SimStatus[];

/** Why a card's life ended. Only a card that somebody had can be returned. */
export const END_REASONS = {
  lost: 'Perdue ou volée',
  expired: 'Forfait terminé',
  blocked: 'Bloquée',
  returned: 'Rendue par la personne',
} as const;
export type EndReason = keyof typeof END_REASONS;

export interface SimTransition {
  readonly from: readonly SimStatus[] | 'nothing';
  readonly to: SimStatus;
  /** The button. */
  readonly label: string;
  /** The line in the history. */
  readonly done: string;
  readonly icon: string;
  readonly by: readonly Role[];
  readonly reasons?: readonly EndReason[];
}

/**
 * The one table of what can happen to a SIM card. Buttons, endpoints, the rows of `sims.life` in Postgres and the tests
 * come from it. A returned card is never handed out again: its number and codes were somebody's.
 */
export const SIM_LIFE = {
  import: { from: 'nothing', to: 'in_stock', label: 'Importer', done: 'Entrée en stock', icon: 'upload', by: BANK },
  allot: { from: ['in_stock'], to: 'allotted', label: 'Attribuer', done: 'Attribuée', icon: 'building-2', by: BANK },
  call_back: { from: ['allotted'], to: 'in_stock', label: 'Reprendre', done: 'Reprise', icon: 'undo-2', by: BANK },
  hand_out: {
    from: ['allotted'],
    to: 'handed_out',
    label: 'Remettre à une personne',
    done: 'Remise',
    icon: 'hand-heart',
    by: STRUCTURE,
  },
  end: {
    from: ['in_stock', 'allotted', 'handed_out'],
    to: 'ended',
    label: 'Terminer',
    done: 'Terminée',
    icon: 'ban',
    by: [...BANK, ...STRUCTURE],
    reasons: ['lost', 'expired', 'blocked', 'returned'],
  },
} as const satisfies Record<string, SimTransition>;

export type SimVerb = keyof typeof SIM_LIFE;
export const SIM_VERBS = Object.keys(SIM_LIFE) as SimVerb[];

/** The transition of a verb, with its literal types widened. */
export const simTransition = (verb: SimVerb): SimTransition => SIM_LIFE[verb];

/** Every legal (verb, from, to); `none` is the status before a card exists. The rows of `sims.life`. */
export function simLifeRows(): { verb: SimVerb; from: SimStatus | 'none'; to: SimStatus }[] {
  return SIM_VERBS.flatMap((verb) => {
    const t = simTransition(verb);
    const from: readonly (SimStatus | 'none')[] = t.from === 'nothing' ? ['none'] : t.from;
    return from.map((status) => ({ verb, from: status, to: t.to }));
  });
}

/** Whether the table gives this verb on this card to this actor now. A structure acts only on cards it was given. */
export function mayUse(actor: Actor, verb: SimVerb, sim: { status: SimStatus; structureId: string | null }): boolean {
  const t = simTransition(verb);
  if (t.from === 'nothing' || !t.from.includes(sim.status)) return false;
  if (actor.kind === 'system') return true;
  if (!hasRole(actor, ...t.by)) return false;
  return isBank(actor) || (isMember(actor) && sim.structureId === actor.organisationId);
}

/** The reasons that make sense for a card in this status. */
export const endReasonsFrom = (status: SimStatus): EndReason[] =>
  SIM_LIFE.end.reasons.filter((reason) => reason !== 'returned' || status === 'handed_out');
