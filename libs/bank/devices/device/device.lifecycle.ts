import { CORRECTIONS } from '#bank/corrections';
import { BANK, BENCH_ROLES, defineLifecycle, STRUCTURE } from '#platform/kernel';
import { BACK_FROM_EXIT, DECLARED, DUPLICATE_STATES, EXITS, STATE_NAMES, STATES, type State } from './device.states.js';
import { REASONS } from './reasons.js';

export * from './device.states.js';

/** An organisation has it, and it is not on the road. */
const HERE = [
  'to_be_proven',
  'received',
  'at_workshop',
  'in_stock',
  'reserved',
  'delivered',
  'in_maintenance',
  'returned',
] as const;

const KNOWN_STATES = STATE_NAMES.filter((state) => state !== 'withdrawn');

export type HeldBy = 'oneself' | 'a_person' | 'another';

/** Of one device its holder, of all those that a statement finds what their holder is. */
export type JudgedDevice = Standing & ({ readonly holder_org_id: string | null } | { readonly held_by: HeldBy });

interface Standing {
  readonly state: State | 'none';
  readonly code?: string;
  /** Why it was no mistake to log it (`devices.why_kept`), null when nothing says so; asked by `withdraw`. */
  readonly kept_by?: string | null;
  /** Why it stays out (`devices.why_out`), null when nothing says so; asked by `undo_exit`. */
  readonly out_by?: string | null;
  /** Its code leads to another device since less than a day; asked by `undo_double`. */
  readonly fresh_double?: boolean;
  /** A list left something of it to be looked at; asked by `verify`. */
  readonly to_check?: boolean;
  /** Somebody said that they looked, and nothing is left; asked by `unverify`. */
  readonly was_checked?: boolean;
}

function heldBy(device: JudgedDevice, organisation: string | null): HeldBy {
  if ('held_by' in device) return device.held_by;
  if (device.holder_org_id === null) return 'a_person';
  return device.holder_org_id === organisation ? 'oneself' : 'another';
}

const HOLDING = { any: BANK, holder: ['collector', ...BENCH_ROLES, ...STRUCTURE] } as const;
const COLLECTING = { any: BANK, holder: ['collector'] } as const;
const REFURBISHING = { any: BANK, holder: BENCH_ROLES } as const;

/**
 * The one table of what can happen to a device, and of who may. `via` is `button` for an action of its own on the device's
 * page, otherwise the flow that alone may use the verb.
 */
// biome-ignore format: a table to read
export const DEVICE_LIFECYCLE = defineLifecycle({
  name: 'device',
  states: STATES,
  reasons: REASONS,
  stateOf: (device: JudgedDevice) => device.state,
  relations: {
    // A device that a person has was handed over by whoever sees it.
    holder: (organisation, device) => heldBy(device, organisation) !== 'another',
    // What somebody sees at all is `visibleTo`: a lost device is found by whoever comes across it.
    seer: () => true,
  },
  needs: {
    untouched: (device) => device.kept_by === null,
    justOut: (device) => device.out_by === null,
    freshDouble: (device) => device.fresh_double === true,
    toCheck: (device) => device.to_check === true,
    wasChecked: (device) => device.was_checked === true,
    // With a person, it is taken back first; a whole file of them is withdrawn by its import.
    withUs: (device) => heldBy(device, null) !== 'a_person',
  },
  refusals: {
    notNow: 'devices.not_now',
    notYours: 'devices.not_yours',
    untouched: 'devices.moved_on',
    justOut: 'devices.stays_out',
    freshDouble: 'corrections.merge_settled',
    toCheck: 'devices.nothing_to_check',
    wasChecked: 'devices.not_checked',
    withUs: 'devices.with_a_person',
  },
  facts: ({ code, state }) => ({ code, state }),
  transitions: {
    log: {
      from: 'nothing', to: 'received', by: COLLECTING, via: 'intake',
      label: 'Enregistrer', done: 'Enregistré', icon: 'package-open',
    },
    /** What another tool said of a device: it is known, not proven. Never into stock, nor to a structure's shelf. */
    declare: {
      from: 'nothing', to: DECLARED, by: { any: BANK }, via: 'data_import',
      label: 'Reprendre d’un ancien outil', done: 'Repris d’un ancien outil', icon: 'history',
    },
    correct: {
      from: [...HERE, 'in_transit', 'handed_over'], to: 'same', by: HOLDING, via: 'button',
      label: 'Corriger la fiche', done: 'Fiche corrigée', icon: 'pencil',
    },
    /** Its donation or its donor was wrong: what it keeps of them follows, wherever it is by now. */
    correct_origin: {
      from: KNOWN_STATES, to: 'same', by: COLLECTING, via: 'intake',
      label: 'Corriger le don', done: 'Don ou donateur corrigé', icon: 'pencil',
    },
    /** What a list left to be looked at was looked at: what was wrong is put right before, by `correct`. */
    verify: {
      from: [...HERE, 'in_transit', 'handed_over'], to: 'same', by: HOLDING, via: 'button', needs: ['toCheck'],
      label: 'C’est vérifié', done: 'Vérifié', icon: 'circle-check',
    },
    unverify: {
      from: [...HERE, 'in_transit', 'handed_over'], to: 'same', by: HOLDING, via: 'button', needs: ['wasChecked'],
      label: 'Vérifié par erreur', done: 'De nouveau à vérifier', icon: 'undo-2',
    },
    move: {
      from: HERE, to: 'same', by: HOLDING, via: 'button',
      label: 'Ranger ailleurs', done: 'Rangé', icon: 'map-pin', reasons: ['tidied'],
    },
    take_inventory: {
      from: HERE, to: 'same', by: HOLDING, via: 'inventory',
      label: 'Joindre un inventaire', done: 'Inventaire lu', icon: 'cpu',
    },
    dispatch: {
      from: HERE, to: 'in_transit', by: HOLDING, via: 'transfer',
      label: 'Mettre dans un lot', done: 'Parti', icon: 'truck',
    },
    call_back: {
      from: ['in_transit'], to: HERE, by: HOLDING, via: 'transfer',
      label: 'Reprendre', done: 'Repris par l’expéditeur', icon: 'undo-2',
    },
    arrive: {
      from: ['in_transit'], to: 'received', by: COLLECTING, via: 'transfer',
      label: 'Confirmer l’arrivée', done: 'Reçu', icon: 'package-open',
    },
    arrive_at_workshop: {
      from: ['in_transit'], to: 'at_workshop', by: { holder: BENCH_ROLES }, via: 'transfer',
      label: 'Confirmer l’arrivée', done: 'Reçu à l’atelier', icon: 'wrench',
    },
    arrive_in_stock: {
      from: ['in_transit'], to: 'in_stock', by: { any: BANK }, via: 'transfer',
      label: 'Confirmer l’arrivée', done: 'Entré au stock de la banque', icon: 'package-check',
    },
    arrive_delivered: {
      from: ['in_transit'], to: 'delivered', by: { holder: STRUCTURE }, via: 'transfer',
      label: 'Confirmer la livraison', done: 'Livré à la structure', icon: 'building-2',
    },
    /** A device that is repaired for its person travels as that: it is nobody else's on the way, and goes back to them. */
    arrive_for_repair: {
      from: ['in_transit'], to: 'in_maintenance', by: { any: BANK, holder: [...BENCH_ROLES, ...STRUCTURE] }, via: 'transfer',
      label: 'Confirmer l’arrivée', done: 'Reçu, en réparation pour sa personne', icon: 'life-buoy',
    },
    record_erasure: {
      from: HERE, to: 'same', by: REFURBISHING, via: 'bench',
      label: 'Prouver l’effacement', done: 'Preuve d’effacement', icon: 'shield-check',
    },
    record_test: {
      from: HERE, to: 'same', by: REFURBISHING, via: 'bench',
      label: 'Remplir la fiche de test', done: 'Testé', icon: 'clipboard-check',
    },
    record_repair: {
      from: HERE, to: 'same', by: REFURBISHING, via: 'bench',
      label: 'Enregistrer une réparation', done: 'Réparé', icon: 'wrench',
    },
    grade: {
      from: HERE, to: 'same', by: REFURBISHING, via: 'bench',
      label: 'Classer', done: 'Classé', icon: 'star',
    },
    find_lock: {
      from: HERE, to: 'same', by: { any: BANK, holder: ['collector', ...BENCH_ROLES] }, via: 'intake',
      label: 'Signaler un verrou', done: 'Verrouillé : attend le donateur', icon: 'lock',
    },
    release_lock: {
      from: HERE, to: 'same', by: { any: BANK, holder: ['collector', ...BENCH_ROLES] }, via: 'intake',
      label: 'Lever un verrou', done: 'Verrou levé', icon: 'lock-open',
    },
    put_in_stock: {
      from: ['to_be_proven', 'at_workshop', 'received', 'returned', 'in_maintenance'], to: 'in_stock', by: REFURBISHING, via: 'button',
      label: 'Mettre en stock', done: 'Mis en stock', icon: 'circle-check',
    },
    back_to_bench: {
      from: ['in_stock'], to: 'at_workshop', by: { holder: BENCH_ROLES }, via: 'button',
      label: 'Remettre à l’établi', done: 'Remis à l’établi', icon: 'undo-2', reasons: ['fault_found', 'check_again'],
    },
    /** Something was told of its media that its proofs do not answer (`refurbishment.leave_stock`). */
    leave_stock: {
      from: ['in_stock'], to: ['received', 'at_workshop'], by: {}, via: 'bench',
      label: 'Sortir du stock', done: 'Sorti du stock : on demande où sont ses données', icon: 'shield-alert',
    },
    reserve: {
      from: ['in_stock'], to: 'reserved', by: { any: BANK }, via: 'allocation',
      label: 'Réserver', done: 'Réservé', icon: 'bookmark',
    },
    release: {
      from: ['reserved'], to: ['in_stock', 'received'], by: { any: BANK }, via: 'allocation',
      label: 'Libérer', done: 'Réservation levée', icon: 'bookmark-x',
    },
    hand_over: {
      from: ['delivered'], to: 'handed_over', by: { holder: STRUCTURE }, via: 'allocation',
      label: 'Remettre à une personne', done: 'Remis', icon: 'hand-heart',
    },
    /** The wrong device was handed over, never switched on and is back: the row says which it undoes, and no data epoch opens. */
    undo_hand_over: {
      from: ['handed_over'], to: 'delivered', by: { holder: CORRECTIONS.handover_undone.by.own }, via: 'allocation',
      label: CORRECTIONS.handover_undone.label, done: CORRECTIONS.handover_undone.done, icon: CORRECTIONS.handover_undone.icon,
    },
    correct_holder: {
      from: ['handed_over'], to: 'same', by: { holder: CORRECTIONS.handover_reference.by.own }, via: 'allocation',
      label: CORRECTIONS.handover_reference.label, done: CORRECTIONS.handover_reference.done, icon: CORRECTIONS.handover_reference.icon,
    },
    take_back: {
      from: ['handed_over'], to: 'returned', by: { holder: STRUCTURE }, via: 'allocation',
      label: 'Reprendre l’appareil', done: 'Rendu à la structure', icon: 'undo-2',
    },
    take_for_repair: {
      from: ['handed_over'], to: 'in_maintenance', by: { holder: STRUCTURE }, via: 'maintenance',
      label: 'Prendre en réparation', done: 'Pris en réparation', icon: 'life-buoy',
    },
    give_back: {
      from: ['in_maintenance'], to: 'handed_over', by: { holder: STRUCTURE }, via: 'maintenance',
      label: 'Rendre à la personne', done: 'Réparé et rendu', icon: 'hand-heart',
    },
    recycle: {
      from: ['to_be_proven', 'received', 'at_workshop', 'in_stock', 'delivered', 'in_maintenance', 'returned'], to: 'recycled', by: REFURBISHING, via: 'button',
      label: 'Envoyer au recyclage', done: 'Recyclé', icon: 'recycle', reasons: ['beyond_repair', 'too_old', 'data_cannot_be_erased', 'locked_by_donor', 'swollen_battery'], ends: 'until_reopened',
    },
    dismantle: {
      from: ['to_be_proven', 'received', 'at_workshop', 'in_maintenance', 'returned'], to: 'dismantled', by: REFURBISHING, via: 'button',
      label: 'Démonter pour pièces', done: 'Démonté pour pièces', icon: 'puzzle', reasons: ['parts_needed', 'beyond_repair', 'locked_by_donor'], ends: 'until_reopened',
    },
    report_lost: {
      from: [...HERE, 'in_transit', 'handed_over'], to: 'lost', by: HOLDING, via: 'button',
      label: 'Déclarer perdu ou volé', done: 'Déclaré perdu ou volé', icon: 'circle-question-mark', reasons: ['not_found_on_shelf', 'lost_in_transit', 'lost_by_person', 'stolen'], ends: 'until_reopened',
    },
    find: {
      from: ['lost'], to: 'received', by: { any: BANK, seer: HOLDING.holder }, via: 'button',
      label: 'Déclarer retrouvé', done: 'Retrouvé', icon: 'search-check', reasons: ['found_again', 'wrong_entry'],
    },
    return_to_donor: {
      from: ['to_be_proven', 'received', 'at_workshop', 'returned'], to: 'given_back', by: COLLECTING, via: 'button',
      label: 'Rendre au donateur', done: 'Rendu au donateur', icon: 'undo-2', reasons: ['donor_asked', 'locked_by_donor'], ends: 'until_reopened',
    },
    /** Scanned by mistake: it is where and what it was, the same day, if nothing else happened. */
    undo_exit: {
      from: [...EXITS], to: [...BACK_FROM_EXIT], by: { any: CORRECTIONS.device_back.by.any, holder: CORRECTIONS.device_back.by.own }, via: 'correction', needs: ['justOut'],
      label: CORRECTIONS.device_back.label, done: CORRECTIONS.device_back.done, icon: CORRECTIONS.device_back.icon,
    },
    withdraw: {
      from: ['received', ...DECLARED], to: 'withdrawn', by: COLLECTING, via: 'button', needs: ['untouched', 'withUs'],
      label: 'Retirer : enregistré par erreur', done: 'Retiré : enregistré par erreur', icon: 'ban', reasons: ['logged_twice', 'not_come', 'wrong_entry', 'no_device'], ends: 'for_good',
    },
    /** It is another device than the one whose double it was said to be: it is what it was, within a day. */
    undo_double: {
      from: ['withdrawn'], to: [...DUPLICATE_STATES], by: COLLECTING, via: 'correction', needs: ['freshDouble'],
      label: 'Ce n’est pas le même appareil', done: 'Rétabli : ce n’était pas un double', icon: 'undo-2',
    },
  },
});

export type Verb = (typeof DEVICE_LIFECYCLE.verbs)[number];

/** What usually comes next in a state; the first that a reader may do is the one big button. */
export const usualNext = (state: State): readonly Verb[] => STATES[state].next;

export const ACTS_ON_DEVICES = DEVICE_LIFECYCLE.right(
  ...DEVICE_LIFECYCLE.verbs.filter((verb) => DEVICE_LIFECYCLE.transition(verb).via === 'button'),
);

/** Verbs by which a device leaves for good with whatever data it holds: that is proven, or said and signed (docs/adr/0031). */
export const LEAVES_FOR_GOOD = ['recycle', 'dismantle', 'return_to_donor'] as const satisfies readonly Verb[];
export type Ending = (typeof LEAVES_FOR_GOOD)[number];

/** Verbs that leave a device as it was logged: after any other, it is too late to say that it was logged by mistake. */
export const UNTOUCHING = [
  'log',
  'declare',
  'correct',
  'correct_origin',
  'verify',
  'unverify',
  'move',
  'take_inventory',
  'find_lock',
  'release_lock',
  'withdraw',
  'undo_double',
] as const satisfies readonly Verb[];

/** Verbs by which somebody else may have a device: it arrives, goes to a person or comes back from one, is found, or never was with whom a file said. */
export const CHANGES_HANDS = [
  'arrive',
  'arrive_at_workshop',
  'arrive_in_stock',
  'arrive_delivered',
  'arrive_for_repair',
  'hand_over',
  'undo_hand_over',
  'correct_holder',
  'take_back',
  'take_for_repair',
  'give_back',
  'find',
  'withdraw',
] as const satisfies readonly Verb[];
