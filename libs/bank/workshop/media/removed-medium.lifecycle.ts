import { isAssetCode } from '#bank/devices';
import { BANK, BENCH_ROLES, defineLifecycle } from '#platform/kernel';

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

export interface RemovedMediumFacts {
  readonly state: RemovedState | 'none';
  readonly holderOrgId: string | null;
  readonly atTheBank?: boolean;
  readonly slip?: string | null;
  readonly seenAgain?: boolean;
  readonly code?: string;
}

const WITH_IT = { any: BANK, holder: BENCH_ROLES } as const;

/** It is taken out by the statement at the bench; only taking that back undoes it, or an inventory that shows it in its device. */
// biome-ignore format: a table reads line by line
export const REMOVED_LIFECYCLE = defineLifecycle({
  name: 'removed_medium',
  states: REMOVED_STATES,
  reasons: REMOVED_REASONS,
  stateOf: (medium: RemovedMediumFacts) => medium.state,
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
  transitions: {
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
  (verb) => Object.keys(REMOVED_LIFECYCLE.transitions[verb].by).length > 0,
);

export const ACTS_ON_REMOVED = REMOVED_LIFECYCLE.right(...REMOVED_BUTTONS);

export const SIGNED_VERBS = ['erase', 'destroy'] as const satisfies readonly RemovedVerb[];

/** `7K3F92Q` as people write it on a medium: `SUP-7K3F-92Q`. It has the symbols and the check of a device's code, and is none. */
export const showMediumCode = (code: string): string => `SUP-${code.slice(0, 4)}-${code.slice(4)}`;

/** The code of a removed medium as typed, with or without « SUP » and dashes; null when it is none. */
export function readMediumCode(text: string): string | null {
  const joined = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—‑_.]+/gu, '');
  const symbols = joined.startsWith('SUP') && joined.length === 10 ? joined.slice(3) : joined;
  return isAssetCode(symbols) ? symbols : null;
}

/** Whether somebody means a removed medium and nothing else: the prefix says so. */
export const meansAMedium = (text: string): boolean => /^\s*SUP(?:[\s\-–—‑_.]|[2-9A-HJKMNP-Z]{7}\s*$)/iu.test(text);
