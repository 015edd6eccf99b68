export type Fate = 'in_use' | 'ready' | 'preparing' | 'recycled' | 'given_back' | 'lost';

/** What rules ask of a state; in Postgres `devices.out_states()` and so on (word-lists.ts). */
interface StateFlags {
  readonly out: boolean;
  /** Out for good: its serial may come again on another device. */
  readonly gone: boolean;
  /** Nothing gets there without proof of erasure, a passed test and a grade. */
  readonly proven: boolean;
  /** Somebody has still to do something for it to reach a person; the list says since when. */
  readonly waits: boolean;
  /** What its donor reads; null: it never was given, and is not read at all. */
  readonly fate: Fate | null;
  readonly next: readonly string[];
  /** What moves it on where that is not for the reader to do; null where nothing does. */
  readonly awaited: string | null;
}

/** The coarse life of a device. Erased, tested, graded are derived from evidence, never states. */
// biome-ignore format: a table to read
export const STATES = {
  to_be_proven: {
    label: 'À prouver', tone: 'attention', icon: 'clipboard-list', out: false, gone: false, proven: false, waits: true, fate: 'preparing',
    next: ['take_inventory', 'dispatch', 'record_erasure'], awaited: null,
  },
  received: {
    label: 'Reçu', tone: 'info', icon: 'package-open', out: false, gone: false, proven: false, waits: true, fate: 'preparing',
    next: ['dispatch', 'record_erasure'], awaited: null,
  },
  in_transit: {
    label: 'En transport', tone: 'info', icon: 'truck', out: false, gone: false, proven: false, waits: true, fate: 'preparing',
    next: [], awaited: 'En route. Qui le reçoit confirme son arrivée dans son lot.',
  },
  at_workshop: {
    label: 'À l’atelier', tone: 'info', icon: 'wrench', out: false, gone: false, proven: false, waits: true, fate: 'preparing',
    next: ['record_erasure', 'dispatch'], awaited: 'L’atelier efface ses données, le teste et le classe.',
  },
  in_stock: {
    label: 'En stock, prêt', tone: 'ok', icon: 'circle-check', out: false, gone: false, proven: true, waits: true, fate: 'ready',
    next: ['dispatch'], awaited: 'Prêt. Il attend une demande.',
  },
  reserved: {
    label: 'Réservé', tone: 'attention', icon: 'bookmark', out: false, gone: false, proven: true, waits: true, fate: 'ready',
    next: [], awaited: 'Réservé. Il attend d’être livré à sa structure.',
  },
  delivered: {
    label: 'Livré à la structure', tone: 'info', icon: 'building-2', out: false, gone: false, proven: true, waits: true, fate: 'ready',
    next: ['hand_over'], awaited: 'Sa structure le remet à la personne.',
  },
  handed_over: {
    label: 'Remis', tone: 'ok', icon: 'hand-heart', out: false, gone: false, proven: false, waits: false, fate: 'in_use',
    next: ['take_back'], awaited: 'Chez la personne, jusqu’à ce qu’elle le rende.',
  },
  in_maintenance: {
    label: 'En réparation', tone: 'attention', icon: 'life-buoy', out: false, gone: false, proven: false, waits: true, fate: 'preparing',
    next: ['give_back', 'dispatch'], awaited: null,
  },
  returned: {
    label: 'Rendu', tone: 'info', icon: 'undo-2', out: false, gone: false, proven: false, waits: true, fate: 'preparing',
    next: ['dispatch', 'record_erasure'], awaited: null,
  },
  recycled: {
    label: 'Recyclé', tone: 'neutral', icon: 'recycle', out: true, gone: true, proven: false, waits: false, fate: 'recycled',
    next: [], awaited: null,
  },
  dismantled: {
    label: 'Démonté pour pièces', tone: 'neutral', icon: 'puzzle', out: true, gone: true, proven: false, waits: false, fate: 'recycled',
    next: [], awaited: null,
  },
  lost: {
    label: 'Perdu ou volé', tone: 'alert', icon: 'circle-question-mark', out: true, gone: false, proven: false, waits: false, fate: 'lost',
    next: ['find'], awaited: null,
  },
  given_back: {
    label: 'Rendu au donateur', tone: 'neutral', icon: 'undo-2', out: true, gone: true, proven: false, waits: false, fate: 'given_back',
    next: [], awaited: null,
  },
  // It never was a device of the bank: in no count, no list of papers; its history says who withdrew it and why.
  withdrawn: {
    label: 'Enregistré par erreur', tone: 'neutral', icon: 'ban', out: true, gone: true, proven: false, waits: false, fate: null,
    next: [], awaited: null,
  },
} as const satisfies Record<string, StateFlags & { label: string; tone: string; icon: string }>;
export type State = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as State[];

export const DECLARED = [
  'to_be_proven',
  'handed_over',
  'recycled',
  'dismantled',
  'lost',
  'given_back',
] as const satisfies readonly State[];
export type DeclaredState = (typeof DECLARED)[number];

/** What a wrong scan may have done, and what it is undone to: a reservation or a hand-over that it ended does not come back. */
export const EXITS = ['recycled', 'dismantled', 'given_back'] as const satisfies readonly State[];
export const BACK_FROM_EXIT = [
  'to_be_proven',
  'received',
  'at_workshop',
  'in_stock',
  'returned',
] as const satisfies readonly State[];

/** In which states a device may be said to have been logged twice, and what that is undone to. */
export const DUPLICATE_STATES = ['received', 'to_be_proven'] as const satisfies readonly State[];
