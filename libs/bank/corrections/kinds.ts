import {
  type Actor,
  BANK,
  BENCH_ROLES,
  COLLECTORS,
  type Grants,
  NotFound,
  type Right,
  RuleBroken,
  reaches,
  STRUCTURE,
} from '#platform/kernel';

/** What of a correction a second person reads again: what others already rely on. */
export const TOUCHES = {
  signed_paper: 'un papier signé',
  receipt: 'un reçu émis',
  evidence: 'une preuve',
  money: 'de l’argent',
  people: 'des fiches réunies',
} as const;
export type Touch = keyof typeof TOUCHES;

/** How a mistake came about. Codes, so that they can be counted without reading anybody's words. */
export const CORRECTION_REASONS = {
  wrong_choice: 'Mauvais choix dans une liste',
  misread: 'Mal lu, ou mauvaise étiquette scannée',
  mistyped: 'Mal écrit',
  misheard: 'Mal compris',
  learnt_later: 'On ne le savait pas encore',
  too_early: 'Noté trop tôt',
  decided_anew: 'Pas une erreur : la banque en décide autrement',
  entered_twice: 'Deux personnes l’ont enregistré, chacune de son côté',
} as const;
export type CorrectionReason = keyof typeof CORRECTION_REASONS;

/** Until when the organisation that made an entry puts it right without asking the bank. */
export const ALONE = {
  while_open: 'tant que le don est ouvert',
  next_working_day: 'jusqu’à la fin du jour ouvré suivant',
  same_day: 'le jour même',
  one_day: 'pendant un jour',
  always: 'à tout moment',
} as const;

interface Kind {
  readonly subject:
    | 'organisation'
    | 'beneficiary'
    | 'donation'
    | 'donor'
    | 'handover'
    | 'device'
    | 'ticket'
    | 'sim'
    | 'quota';
  /** The button, in the words of who made the mistake. */
  readonly label: string;
  readonly done: string;
  readonly icon: string;
  /** Whose mistake it is to put right: `own`, the organisation that made the entry, until `alone` is over. */
  readonly by: Grants<'own'>;
  readonly alone: keyof typeof ALONE;
  readonly late: Grants<'own'>;
  /** What of it asks for a second person, afterwards. */
  readonly wants: readonly Touch[];
  readonly reasons: readonly CorrectionReason[];
}

const TAKING_IN = { any: BANK, own: COLLECTORS } as const;
const BY_THE_BANK = { any: BANK } as const;
const BY_THE_STRUCTURE = { own: STRUCTURE } as const;
const WRONG = ['wrong_choice', 'misread', 'mistyped', 'misheard', 'learnt_later'] as const;
const DOUBLE = ['entered_twice', 'misread', 'mistyped', 'learnt_later'] as const;
const DECIDED = [...WRONG, 'decided_anew'] as const;
const EARLY = ['too_early', 'wrong_choice', 'misheard', 'learnt_later'] as const;

/** The one table of what is put right: who may, until when alone, what asks for a second person, and its words. */
// biome-ignore format: a table to read
export const CORRECTIONS = {
  donation_donor: {
    subject: 'donation', label: 'Ce n’est pas le bon donateur', done: 'Donateur corrigé', icon: 'pencil',
    by: TAKING_IN, alone: 'while_open', late: BY_THE_BANK, wants: ['signed_paper'], reasons: WRONG,
  },
  donor_kind: {
    subject: 'donor', label: 'Ce donateur n’est pas de ce type', done: 'Type de donateur corrigé', icon: 'pencil',
    by: TAKING_IN, alone: 'while_open', late: BY_THE_BANK, wants: ['signed_paper'], reasons: WRONG,
  },
  donor_merged: {
    subject: 'donor', label: 'C’est le même donateur qu’un autre', done: 'Deux fiches de donateur réunies', icon: 'link',
    by: BY_THE_BANK, alone: 'always', late: BY_THE_BANK, wants: ['people'], reasons: DOUBLE,
  },
  donor_unmerged: {
    subject: 'donor', label: 'Ce n’est pas le même donateur', done: 'Fiches de donateur séparées', icon: 'undo-2',
    by: BY_THE_BANK, alone: 'one_day', late: {}, wants: ['people', 'signed_paper'], reasons: WRONG,
  },
  donation_devices: {
    subject: 'donation', label: 'Un appareil est d’un autre don', done: 'Appareils changés de don', icon: 'package-open',
    by: TAKING_IN, alone: 'while_open', late: BY_THE_BANK, wants: ['signed_paper', 'evidence'], reasons: WRONG,
  },
  donation_unreceived: {
    subject: 'donation', label: 'Il n’est pas encore arrivé', done: 'Arrivée annulée', icon: 'undo-2',
    by: TAKING_IN, alone: 'while_open', late: {}, wants: [], reasons: EARLY,
  },
  donation_reopened: {
    subject: 'donation', label: 'Rouvrir ce don', done: 'Don rouvert', icon: 'undo-2',
    by: TAKING_IN, alone: 'always', late: BY_THE_BANK, wants: [], reasons: EARLY,
  },
  structure_merged: {
    subject: 'organisation', label: 'C’est la même structure qu’une autre', done: 'Deux structures réunies', icon: 'link',
    by: BY_THE_BANK, alone: 'always', late: BY_THE_BANK, wants: ['people'], reasons: DOUBLE,
  },
  structure_unmerged: {
    subject: 'organisation', label: 'Ce n’est pas la même structure', done: 'Structures séparées', icon: 'undo-2',
    by: BY_THE_BANK, alone: 'one_day', late: {}, wants: ['people'], reasons: WRONG,
  },
  beneficiary_merged: {
    subject: 'beneficiary', label: 'C’est la même personne qu’une autre référence', done: 'Deux références réunies', icon: 'link',
    by: BY_THE_STRUCTURE, alone: 'always', late: BY_THE_STRUCTURE, wants: ['people'], reasons: DOUBLE,
  },
  beneficiary_unmerged: {
    subject: 'beneficiary', label: 'Ce n’est pas la même personne', done: 'Références séparées', icon: 'undo-2',
    by: BY_THE_STRUCTURE, alone: 'one_day', late: {}, wants: ['people'], reasons: WRONG,
  },
  handover_reference: {
    subject: 'handover', label: 'Ce n’est pas la bonne personne', done: 'Référence d’une remise corrigée', icon: 'pencil',
    by: BY_THE_STRUCTURE, alone: 'always', late: {}, wants: ['signed_paper'], reasons: WRONG,
  },
  handover_undone: {
    subject: 'handover', label: 'Ce n’était pas le bon appareil', done: 'Remise annulée : mauvais appareil', icon: 'undo-2',
    by: BY_THE_STRUCTURE, alone: 'next_working_day', late: {}, wants: ['signed_paper', 'money'], reasons: WRONG,
  },
  sim_reference: {
    subject: 'sim', label: 'Ce n’est pas la bonne personne', done: 'Référence d’une carte SIM corrigée', icon: 'pencil',
    by: BY_THE_STRUCTURE, alone: 'always', late: {}, wants: ['signed_paper'], reasons: WRONG,
  },
  sim_undone: {
    subject: 'sim', label: 'Ce n’était pas la bonne carte', done: 'Remise annulée : mauvaise carte SIM', icon: 'undo-2',
    by: BY_THE_STRUCTURE, alone: 'next_working_day', late: {}, wants: ['signed_paper'], reasons: WRONG,
  },
  quota: {
    subject: 'quota', label: 'Ce quota a été mal écrit', done: 'Quota corrigé', icon: 'pencil',
    by: BY_THE_BANK, alone: 'always', late: {}, wants: [], reasons: DECIDED,
  },
  device_back: {
    subject: 'device', label: 'Annuler cette sortie', done: 'Sortie annulée', icon: 'undo-2',
    by: { any: BANK, own: [...COLLECTORS, ...BENCH_ROLES] }, alone: 'same_day', late: {}, wants: [], reasons: ['misread', 'wrong_choice', 'misheard'],
  },
  device_merged: {
    subject: 'device', label: 'Enregistré deux fois', done: 'Double retiré : son étiquette mène à l’autre', icon: 'link',
    by: TAKING_IN, alone: 'always', late: BY_THE_BANK, wants: [], reasons: DOUBLE,
  },
  device_unmerged: {
    subject: 'device', label: 'Ce n’est pas le même appareil', done: 'Double rétabli', icon: 'undo-2',
    by: TAKING_IN, alone: 'one_day', late: {}, wants: [], reasons: WRONG,
  },
  ticket_reopened: {
    subject: 'ticket', label: 'Rouvrir cette panne', done: 'Panne rouverte', icon: 'undo-2',
    by: { any: BANK, own: STRUCTURE }, alone: 'always', late: {}, wants: [], reasons: EARLY,
  },
} as const satisfies Record<string, Kind>;
export type CorrectionKind = keyof typeof CORRECTIONS;
export const CORRECTION_KINDS = Object.keys(CORRECTIONS) as CorrectionKind[];

export interface Mistaken {
  readonly organisationId: string | null;
  /** Whether the time in which it puts its own entry right is still running. */
  readonly open: boolean;
}

const RELATIONS = {
  own: (organisation: string, { organisationId }: Mistaken) => organisation === organisationId,
};

export const correctionRight = (kind: CorrectionKind): Right => ({
  name: `correct.${kind}`,
  by: CORRECTIONS[kind].by,
});

/** Whether the table lets this actor put it right now. */
export const mayCorrect = (actor: Actor, kind: CorrectionKind, thing: Mistaken): boolean =>
  reaches(actor, thing.open ? CORRECTIONS[kind].by : CORRECTIONS[kind].late, RELATIONS, thing);

/** @throws NotFound for whoever has nothing to do with it; RuleBroken `corrections.too_late`, `corrections.reason_missing`. */
export function mustMayCorrect(actor: Actor, kind: CorrectionKind, thing: Mistaken, reason: unknown): void {
  const { by, alone } = CORRECTIONS[kind];
  const reasons: readonly CorrectionReason[] = CORRECTIONS[kind].reasons;
  if (!reaches(actor, by, RELATIONS, thing)) throw new NotFound('correction');
  if (!mayCorrect(actor, kind, thing)) throw new RuleBroken('corrections.too_late', { until: ALONE[alone] });
  if (!reasons.some((known) => known === reason)) throw new RuleBroken('corrections.reason_missing', {}, 'reason');
}
