import { BANK, defineLifecycle, STRUCTURE } from '#platform/kernel';

export const SIM_STATUSES = {
  in_stock: { label: 'En stock', tone: 'info', icon: 'card-sim' },
  allotted: { label: 'Chez une structure', tone: 'info', icon: 'building-2' },
  handed_out: { label: 'Remise', tone: 'ok', icon: 'hand-heart' },
  ended: { label: 'Terminée', tone: 'neutral', icon: 'ban' },
  /** Its list should not have been taken in: it counts nowhere. */
  withdrawn: { label: 'Enregistrée par erreur', tone: 'neutral', icon: 'undo-2' },
} as const;
export type SimStatus = keyof typeof SIM_STATUSES;
export const SIM_STATUS_NAMES = Object.keys(SIM_STATUSES) as SimStatus[];

/** Why a card's life ended. Only a card that somebody had can be returned. */
export const END_REASONS = {
  lost: 'Perdue ou volée',
  expired: 'Forfait terminé',
  blocked: 'Bloquée',
  faulty: 'Défectueuse',
  returned: 'Rendue par la personne',
} as const;
export type EndReason = keyof typeof END_REASONS;

export interface SimFacts {
  readonly status: SimStatus | 'none';
  readonly structureId: string | null;
  readonly iccid?: string;
}

/** A returned card is never handed out again, as its number and codes were somebody's; one handed out by mistake was nobody's. */
// biome-ignore format: a table reads line by line
export const SIM_LIFECYCLE = defineLifecycle({
  name: 'sim',
  states: SIM_STATUSES,
  reasons: END_REASONS,
  stateOf: (sim: SimFacts) => sim.status,
  relations: { given: (organisation, sim) => sim.structureId === organisation },
  refusals: { notNow: 'sims.not_now', notYours: 'sims.not_yours' },
  facts: ({ iccid, status }) => ({ iccid, status }),
  transitions: {
    import: { from: 'nothing', to: 'in_stock', by: { any: BANK }, label: 'Importer', done: 'Entrée en stock', icon: 'upload' },
    /** With the whole list that brought it, never by itself. */
    withdraw: { from: ['in_stock'], to: 'withdrawn', by: {}, label: 'Retirer : enregistrée par erreur', done: 'Retirée : enregistrée par erreur', icon: 'undo-2' },
    allot: { from: ['in_stock'], to: 'allotted', by: { any: BANK }, label: 'Attribuer', done: 'Attribuée', icon: 'building-2' },
    call_back: { from: ['allotted'], to: 'in_stock', by: { any: BANK }, label: 'Reprendre', done: 'Reprise', icon: 'undo-2' },
    hand_out: { from: ['allotted'], to: 'handed_out', by: { given: STRUCTURE }, label: 'Remettre à une personne', done: 'Remise', icon: 'hand-heart' },
    correct_holder: { from: ['handed_out'], to: 'handed_out', by: { given: STRUCTURE }, label: 'Ce n’est pas la bonne personne', done: 'Référence corrigée', icon: 'pencil' },
    /** The wrong card was handed out, was not used and is back: the structure may hand it to somebody else. */
    undo_hand_out: { from: ['handed_out'], to: 'allotted', by: { given: STRUCTURE }, label: 'Ce n’était pas la bonne carte', done: 'Remise annulée : mauvaise carte', icon: 'undo-2' },
    /** Its credit lasts longer: who warns of its end is told so. */
    recharge: { from: ['handed_out'], to: 'handed_out', by: { any: BANK, given: STRUCTURE }, label: 'Recharger', done: 'Rechargée', icon: 'calendar' },
    end: {
      from: ['in_stock', 'allotted', 'handed_out'], to: 'ended', by: { any: BANK, given: STRUCTURE }, ends: 'for_good', label: 'Terminer', done: 'Terminée', icon: 'ban',
      reasons: ['lost', 'expired', 'blocked', 'faulty', 'returned'],
    },
  },
});
export type SimVerb = (typeof SIM_LIFECYCLE.verbs)[number];

export const endReasonsFrom = (status: SimStatus): EndReason[] =>
  SIM_LIFECYCLE.transitions.end.reasons.filter((reason) => reason !== 'returned' || status === 'handed_out');
