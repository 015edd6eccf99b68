import type { Role } from '#kernel';

/** The coarse life of a device (domain: life of a device). Erased, tested, graded are derived from evidence, never states. */
export const STATES = {
  received: { label: 'Reçu', tone: 'info', icon: 'package-open', out: false },
  in_transit: { label: 'En transport', tone: 'info', icon: 'truck', out: false },
  at_workshop: { label: 'À l’atelier', tone: 'info', icon: 'wrench', out: false },
  in_stock: { label: 'En stock, prêt', tone: 'ok', icon: 'circle-check', out: false },
  reserved: { label: 'Réservé', tone: 'attention', icon: 'bookmark', out: false },
  delivered: { label: 'Livré à la structure', tone: 'info', icon: 'building-2', out: false },
  handed_over: { label: 'Remis', tone: 'ok', icon: 'hand-heart', out: false },
  in_maintenance: { label: 'En réparation', tone: 'attention', icon: 'life-buoy', out: false },
  returned: { label: 'Rendu', tone: 'info', icon: 'undo-2', out: false },
  recycled: { label: 'Recyclé', tone: 'neutral', icon: 'recycle', out: true },
  dismantled: { label: 'Démonté pour pièces', tone: 'neutral', icon: 'puzzle', out: true },
  lost: { label: 'Perdu ou volé', tone: 'alert', icon: 'circle-question-mark', out: true },
  given_back: { label: 'Rendu au donateur', tone: 'neutral', icon: 'undo-2', out: true },
} as const;
export type State = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as State[];

/** Reason codes a person chooses from; French on screen, codes in history and figures. */
export const REASONS = {
  beyond_repair: 'Irréparable',
  too_old: 'Trop ancien',
  data_cannot_be_erased: 'Données impossibles à effacer',
  parts_needed: 'Pièces utiles pour d’autres appareils',
  locked_by_donor: 'Verrouillé par le donateur',
  donor_asked: 'Demandé par le donateur',
  lost_in_transit: 'Perdu pendant un transport',
  not_found_on_shelf: 'Introuvable à sa place',
  stolen: 'Volé',
  found_again: 'Retrouvé',
  tidied: 'Rangé ailleurs',
  fault_found: 'Défaut découvert',
  check_again: 'À vérifier de nouveau',
} as const;
export type Reason = keyof typeof REASONS;

export interface Transition {
  readonly from: readonly State[] | 'nothing';
  /** `same`: the state stays; several: the flow that uses the verb decides among them. */
  readonly to: State | readonly State[] | 'same';
  /** The button, in the words of the person who presses it. */
  readonly label: string;
  /** The line in the timeline. */
  readonly done: string;
  readonly icon: string;
  readonly by: readonly Role[];
  /** `button`: an action of its own on the device page. Otherwise the flow that alone may use the verb. */
  readonly via: 'button' | 'intake' | 'inventory' | 'transfer' | 'bench' | 'allocation' | 'maintenance';
  readonly reasons?: readonly Reason[];
  readonly grave?: true;
}

const HERE = ['received', 'at_workshop', 'in_stock', 'reserved', 'delivered', 'in_maintenance', 'returned'] as const;
const ANYONE_HOLDING: readonly Role[] = [
  'bank_admin',
  'coordinator',
  'collector',
  'workshop_supervisor',
  'technician',
  'structure_manager',
  'structure_agent',
];
const BANK: readonly Role[] = ['bank_admin', 'coordinator'];
const BENCH: readonly Role[] = ['workshop_supervisor', 'technician'];
const STRUCTURE: readonly Role[] = ['structure_manager', 'structure_agent'];

/**
 * The one table of what can happen to a device. Buttons, endpoints, the API's allowed actions, the diagram in the docs, the
 * rows of `devices.lifecycle` in Postgres and the lifecycle tests all come from it.
 */
export const LIFECYCLE = {
  log: {
    from: 'nothing',
    to: 'received',
    label: 'Enregistrer',
    done: 'Enregistré',
    icon: 'package-open',
    by: ['collector', ...BANK],
    via: 'intake',
  },
  correct: {
    from: [...HERE, 'in_transit', 'handed_over'],
    to: 'same',
    label: 'Corriger la fiche',
    done: 'Fiche corrigée',
    icon: 'pencil',
    by: ANYONE_HOLDING,
    via: 'button',
  },
  move: {
    from: HERE,
    to: 'same',
    label: 'Ranger ailleurs',
    done: 'Rangé',
    icon: 'map-pin',
    by: ANYONE_HOLDING,
    via: 'button',
    reasons: ['tidied'],
  },
  take_inventory: {
    from: HERE,
    to: 'same',
    label: 'Joindre un inventaire',
    done: 'Inventaire lu',
    icon: 'cpu',
    by: ANYONE_HOLDING,
    via: 'inventory',
  },
  dispatch: {
    from: HERE,
    to: 'in_transit',
    label: 'Mettre dans un lot',
    done: 'Parti',
    icon: 'truck',
    by: ANYONE_HOLDING,
    via: 'transfer',
  },
  call_back: {
    from: ['in_transit'],
    to: HERE,
    label: 'Reprendre',
    done: 'Repris par l’expéditeur',
    icon: 'undo-2',
    by: ANYONE_HOLDING,
    via: 'transfer',
  },
  arrive: {
    from: ['in_transit'],
    to: 'received',
    label: 'Confirmer l’arrivée',
    done: 'Reçu',
    icon: 'package-open',
    by: ['collector', ...BANK],
    via: 'transfer',
  },
  arrive_at_workshop: {
    from: ['in_transit'],
    to: 'at_workshop',
    label: 'Confirmer l’arrivée',
    done: 'Reçu à l’atelier',
    icon: 'wrench',
    by: BENCH,
    via: 'transfer',
  },
  arrive_in_stock: {
    from: ['in_transit'],
    to: 'in_stock',
    label: 'Confirmer l’arrivée',
    done: 'Entré au stock de la banque',
    icon: 'package-check',
    by: BANK,
    via: 'transfer',
  },
  arrive_delivered: {
    from: ['in_transit'],
    to: 'delivered',
    label: 'Confirmer la livraison',
    done: 'Livré à la structure',
    icon: 'building-2',
    by: STRUCTURE,
    via: 'transfer',
  },
  record_erasure: {
    from: HERE,
    to: 'same',
    label: 'Prouver l’effacement',
    done: 'Preuve d’effacement',
    icon: 'shield-check',
    by: [...BENCH, ...BANK],
    via: 'bench',
  },
  record_test: {
    from: HERE,
    to: 'same',
    label: 'Remplir la fiche de test',
    done: 'Testé',
    icon: 'clipboard-check',
    by: [...BENCH, ...BANK],
    via: 'bench',
  },
  record_repair: {
    from: HERE,
    to: 'same',
    label: 'Noter une réparation',
    done: 'Réparé',
    icon: 'wrench',
    by: [...BENCH, ...BANK],
    via: 'bench',
  },
  grade: {
    from: HERE,
    to: 'same',
    label: 'Noter l’état',
    done: 'Classé',
    icon: 'star',
    by: [...BENCH, ...BANK],
    via: 'bench',
  },
  put_in_stock: {
    from: ['at_workshop', 'received', 'returned', 'in_maintenance'],
    to: 'in_stock',
    label: 'Mettre en stock',
    done: 'Mis en stock, reconditionné',
    icon: 'circle-check',
    by: [...BENCH, ...BANK],
    via: 'button',
  },
  back_to_bench: {
    from: ['in_stock'],
    to: 'at_workshop',
    label: 'Remettre à l’établi',
    done: 'Remis à l’établi',
    icon: 'undo-2',
    by: BENCH,
    via: 'button',
    reasons: ['fault_found', 'check_again'],
  },
  reserve: {
    from: ['in_stock'],
    to: 'reserved',
    label: 'Réserver',
    done: 'Réservé',
    icon: 'bookmark',
    by: BANK,
    via: 'allocation',
  },
  release: {
    from: ['reserved'],
    to: ['in_stock', 'received'],
    label: 'Libérer',
    done: 'Réservation levée',
    icon: 'bookmark-x',
    by: BANK,
    via: 'allocation',
  },
  hand_over: {
    from: ['delivered'],
    to: 'handed_over',
    label: 'Remettre à une personne',
    done: 'Remis',
    icon: 'hand-heart',
    by: STRUCTURE,
    via: 'allocation',
  },
  take_back: {
    from: ['handed_over'],
    to: 'returned',
    label: 'Reprendre l’appareil',
    done: 'Rendu à la structure',
    icon: 'undo-2',
    by: STRUCTURE,
    via: 'allocation',
  },
  take_for_repair: {
    from: ['handed_over'],
    to: 'in_maintenance',
    label: 'Prendre en réparation',
    done: 'Pris en réparation',
    icon: 'life-buoy',
    by: STRUCTURE,
    via: 'maintenance',
  },
  give_back: {
    from: ['in_maintenance'],
    to: 'handed_over',
    label: 'Rendre à la personne',
    done: 'Réparé et rendu',
    icon: 'hand-heart',
    by: STRUCTURE,
    via: 'maintenance',
  },
  recycle: {
    from: ['received', 'at_workshop', 'in_stock', 'delivered', 'in_maintenance', 'returned'],
    to: 'recycled',
    label: 'Envoyer au recyclage',
    done: 'Recyclé',
    icon: 'recycle',
    by: [...BENCH, ...BANK],
    via: 'button',
    reasons: ['beyond_repair', 'too_old', 'data_cannot_be_erased'],
    grave: true,
  },
  dismantle: {
    from: ['received', 'at_workshop', 'in_maintenance', 'returned'],
    to: 'dismantled',
    label: 'Démonter pour pièces',
    done: 'Démonté pour pièces',
    icon: 'puzzle',
    by: [...BENCH, ...BANK],
    via: 'button',
    reasons: ['parts_needed', 'beyond_repair'],
    grave: true,
  },
  report_lost: {
    from: [...HERE, 'in_transit', 'handed_over'],
    to: 'lost',
    label: 'Déclarer perdu ou volé',
    done: 'Déclaré perdu ou volé',
    icon: 'circle-question-mark',
    by: ANYONE_HOLDING,
    via: 'button',
    reasons: ['not_found_on_shelf', 'lost_in_transit', 'stolen'],
    grave: true,
  },
  find: {
    from: ['lost'],
    to: 'received',
    label: 'Déclarer retrouvé',
    done: 'Retrouvé',
    icon: 'search-check',
    by: ANYONE_HOLDING,
    via: 'button',
    reasons: ['found_again'],
  },
  return_to_donor: {
    from: ['received', 'at_workshop', 'returned'],
    to: 'given_back',
    label: 'Rendre au donateur',
    done: 'Rendu au donateur',
    icon: 'undo-2',
    by: ['collector', ...BANK],
    via: 'button',
    reasons: ['donor_asked', 'locked_by_donor'],
    grave: true,
  },
} as const satisfies Record<string, Transition>;

export type Verb = keyof typeof LIFECYCLE;
export const VERBS = Object.keys(LIFECYCLE) as Verb[];

/** The transition of a verb, with its literal types widened. */
export const transition = (verb: Verb): Transition => LIFECYCLE[verb];

/** Every legal (verb, from, to); `none` is the state before a device exists. The rows of `devices.lifecycle`. */
export function lifecycleRows(): { verb: Verb; from: State | 'none'; to: State }[] {
  return VERBS.flatMap((verb) => {
    const t = transition(verb);
    const sources: readonly (State | 'none')[] = t.from === 'nothing' ? ['none'] : t.from;
    return sources.flatMap((from) => {
      const targets = t.to === 'same' ? [from as State] : typeof t.to === 'string' ? [t.to] : t.to;
      return targets.map((to) => ({ verb, from, to }));
    });
  });
}

/** Whether the table lets `verb` lead from one state to the other. */
export function permits(verb: Verb, from: State | 'none', to: State): boolean {
  const t = transition(verb);
  const starts = t.from === 'nothing' ? from === 'none' : t.from.includes(from as State);
  return starts && (t.to === 'same' ? to === from : typeof t.to === 'string' ? t.to === to : t.to.includes(to));
}
