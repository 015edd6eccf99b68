import { BANK, BENCH_ROLES, defineLifecycle } from '#platform/kernel';

/** Where a medium is that was taken out of its device. */
export const REMOVED_STATES = {
  kept: { label: 'À effacer ou à détruire', tone: 'attention', icon: 'hourglass' },
  in_device: { label: 'Remis dans son appareil', tone: 'info', icon: 'undo-2' },
  erased: { label: 'Effacé', tone: 'ok', icon: 'shield-check' },
  destroyed: { label: 'Détruit', tone: 'neutral', icon: 'trash-2' },
  // Nobody knows who reads its data: it is said, and it is no proof of anything.
  lost: { label: 'Perdu ou volé', tone: 'alert', icon: 'circle-question-mark' },
} as const;
export type RemovedState = keyof typeof REMOVED_STATES;
export const REMOVED_STATE_NAMES = Object.keys(REMOVED_STATES) as RemovedState[];

/** Why it was lost, or why what was said of it is taken back. */
export const REMOVED_REASONS = {
  not_found: 'Introuvable à sa place',
  stolen: 'Volé',
  found_again: 'Retrouvé',
  wrong_entry: 'Noté par erreur',
} as const;
export type RemovedReason = keyof typeof REMOVED_REASONS;

/** What the verbs ask of a removed medium. */
export interface RemovedStanding {
  /** `none` before it is taken out. */
  readonly state: RemovedState | 'none';
  readonly holderOrgId: string | null;
  /** Whether the bank has it. */
  readonly atTheBank?: boolean;
  readonly slip?: string | null;
  /** A later inventory shows it in its device again. */
  readonly seenAgain?: boolean;
  readonly code?: string;
}

const WITH_IT = { any: BANK, holder: BENCH_ROLES } as const;

/**
 * The one table of what can happen to a removed medium, and of who may. It is taken out by the statement at the bench; only taking that
 * statement back undoes it, or an inventory that shows it in its device.
 */
// biome-ignore format: a table reads line by line
export const REMOVED_LIFECYCLE = defineLifecycle({
  name: 'removed_medium',
  states: REMOVED_STATES,
  reasons: REMOVED_REASONS,
  stateOf: (medium: RemovedStanding) => medium.state,
  relations: { holder: (organisation, medium) => medium.holderOrgId === organisation },
  needs: {
    elsewhere: (medium) => !medium.atTheBank,
    noSlip: (medium) => !medium.slip,
    seenAgain: (medium) => medium.seenAgain === true,
  },
  refusals: {
    notNow: 'refurbishment.removed_not_now',
    elsewhere: 'refurbishment.removed_is_here',
    noSlip: 'refurbishment.slip_known',
    seenAgain: 'refurbishment.not_seen_again',
  },
  facts: ({ code, state }) => ({ code, state }),
  steps: {
    take_out: { from: 'nothing', to: 'kept', by: {}, label: 'Retirer', done: 'Retiré de son appareil', icon: 'package-x' },
    take_out_again: { from: ['kept', 'in_device', 'erased', 'destroyed', 'lost'], to: 'kept', by: {}, label: 'Retirer de nouveau', done: 'Retiré de nouveau', icon: 'package-x' },
    erase: { from: ['kept'], to: 'erased', by: WITH_IT, label: 'Je l’ai effacé', done: 'Effacé', icon: 'shield-check' },
    destroy: { from: ['kept', 'erased'], to: 'destroyed', by: WITH_IT, label: 'Il est détruit', done: 'Détruit', icon: 'trash-2', ends: 'until_reopened' },
    add_slip: { from: ['destroyed'], to: 'same', by: WITH_IT, label: 'Écrire le n° du bordereau', done: 'Bordereau reçu', icon: 'file-check', needs: ['noSlip'] },
    attach_slip: { from: ['destroyed'], to: 'same', by: WITH_IT, label: 'Joindre le bordereau', done: 'Bordereau joint', icon: 'paperclip' },
    move: { from: ['kept', 'erased'], to: 'same', by: WITH_IT, label: 'Ranger ailleurs', done: 'Rangé', icon: 'map-pin' },
    receive: { from: ['kept', 'erased'], to: 'same', by: { any: BANK }, label: 'Confirmer son arrivée à la banque', done: 'Reçu par la banque', icon: 'package-check', needs: ['elsewhere'] },
    put_back: { from: ['kept', 'lost'], to: 'in_device', by: WITH_IT, ends: 'until_reopened', label: 'Il est de nouveau dans l’appareil', done: 'Remis dans son appareil', icon: 'undo-2', needs: ['seenAgain'] },
    report_lost: { from: ['kept', 'erased'], to: 'lost', by: WITH_IT, label: 'Déclarer perdu ou volé', done: 'Déclaré perdu ou volé', icon: 'circle-question-mark', reasons: ['not_found', 'stolen'], ends: 'until_reopened' },
    reopen: { from: ['erased', 'destroyed', 'lost'], to: 'kept', by: WITH_IT, label: 'Revenir en arrière', done: 'De nouveau à traiter', icon: 'undo-2', reasons: ['found_again', 'wrong_entry'] },
  },
});
export type RemovedVerb = (typeof REMOVED_LIFECYCLE.verbs)[number];

/** The verbs that somebody asks for by a button; the others belong to the bench. */
export const REMOVED_BUTTONS = REMOVED_LIFECYCLE.verbs.filter(
  (verb) => Object.keys(REMOVED_LIFECYCLE.steps[verb].by).length > 0,
);

/** The right to some action on a removed medium; each asks for its own when it is carried out. */
export const ACTS_ON_REMOVED = REMOVED_LIFECYCLE.right(...REMOVED_BUTTONS);

/** What is signed by giving one's password again, in the sentence of `STATEMENTS`. */
export const SIGNED_VERBS = ['erase', 'destroy'] as const satisfies readonly RemovedVerb[];
