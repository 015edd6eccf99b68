import type { State, Verb } from '#bank/devices';
import { type Actor, BANK, defineLifecycle, HOLDERS, type OrganisationKind, WORKSHOP_KINDS } from '#platform/kernel';

export const TRANSFER_STATES = {
  preparing: { label: 'En préparation', tone: 'neutral', icon: 'package-open' },
  sent: { label: 'Parti, à confirmer', tone: 'attention', icon: 'truck' },
  received: { label: 'Reçu', tone: 'ok', icon: 'circle-check' },
  received_with_differences: { label: 'Reçu avec écarts', tone: 'alert', icon: 'triangle-alert' },
  cancelled: { label: 'Annulé', tone: 'neutral', icon: 'ban' },
} as const;
export type TransferState = keyof typeof TRANSFER_STATES;

export const PURPOSES = {
  workshop: 'Remise en état',
  stock: 'Entrée en stock',
  delivery: 'Livraison',
  return: 'Retour',
} as const;
export type Purpose = keyof typeof PURPOSES;

export interface TransferFacts {
  readonly state: TransferState | 'none';
  readonly fromOrgId: string;
  readonly toOrgId: string;
  readonly confirmed?: number;
  readonly missing?: number;
  readonly leaving?: boolean;
  readonly departedAt?: Date | null;
  readonly number?: string;
}

const BY_SENDER = { any: BANK, sender: HOLDERS } as const;
/** Only the receiver itself says what came. */
const BY_RECEIVER = { receiver: [...BANK, ...HOLDERS] } as const;

const OF_DEVICES = 'the event of each device tells';

/** The one table of a transfer's life, and of who may; Postgres holds the same pairs in `logistics.transfer_lifecycle`, by which `transfer_goes_forward` refuses others. */
// biome-ignore format: a table reads line by line
export const TRANSFER_LIFECYCLE = defineLifecycle({
  name: 'transfer',
  states: TRANSFER_STATES,
  stateOf: (transfer: TransferFacts) => transfer.state,
  relations: {
    sender: (organisation, transfer) => transfer.fromOrgId === organisation,
    receiver: (organisation, transfer) => transfer.toOrgId === organisation,
  },
  needs: {
    nothing_confirmed: ({ confirmed }) => !confirmed,
    something_missing: ({ missing }) => missing !== 0,
    leaving: ({ leaving }) => leaving === true,
    departed: ({ departedAt }) => Boolean(departedAt),
  },
  refusals: {
    notNow: 'logistics.not_now',
    notYours: 'logistics.not_yours',
    nothing_confirmed: 'logistics.already_arriving',
    something_missing: 'logistics.not_missing',
    leaving: 'logistics.has_left',
    departed: 'logistics.has_not_left',
  },
  facts: ({ number, state }) => ({ number, state }),
  transitions: {
    open: { from: 'nothing', to: 'preparing', by: BY_SENDER, label: 'Préparer un lot', done: 'Commencé' },
    compose: { from: ['preparing'], to: 'same', by: BY_SENDER, silent: 'it has not been sent', label: 'Ajouter', done: 'Liste changée' },
    send: { from: ['preparing'], to: 'sent', by: BY_SENDER, label: 'Fermer la liste et envoyer', done: 'Parti' },
    depart: { from: ['sent'], to: 'same', by: BY_SENDER, label: 'Enregistrer le départ', done: 'Parti', needs: ['leaving'] },
    undo_departure: { from: ['sent'], to: 'same', by: BY_SENDER, label: 'Pas encore parti', done: 'Départ retiré', needs: ['departed', 'nothing_confirmed'] },
    cancel: { from: ['preparing'], to: 'cancelled', by: BY_SENDER, ends: 'for_good', label: 'Annuler ce lot', done: 'Annulé' },
    recall: { from: ['sent'], to: 'cancelled', by: BY_SENDER, ends: 'for_good', label: 'Reprendre tout le lot', done: 'Repris', needs: ['nothing_confirmed'] },
    confirm: { from: ['sent'], to: 'same', by: BY_RECEIVER, silent: OF_DEVICES, label: 'Confirmer', done: 'Confirmé' },
    finish: { from: ['sent'], to: ['received', 'received_with_differences'], by: BY_RECEIVER, ends: 'for_good', label: 'Terminer la réception', done: 'Reçu' },
    confirm_late: { from: ['received_with_differences'], to: 'same', by: BY_RECEIVER, silent: OF_DEVICES, label: 'Confirmer son arrivée', done: 'Arrivé en retard', needs: ['something_missing'] },
    call_back: { from: ['received_with_differences'], to: 'same', by: BY_SENDER, silent: OF_DEVICES, label: 'Reprendre ce qui manque', done: 'Repris par l’expéditeur', needs: ['something_missing'] },
  },
});
export type TransferVerb = (typeof TRANSFER_LIFECYCLE.verbs)[number];

/** Whether the actor may prepare a lot of what an organisation holds; null: of what just anybody holds. */
export const mayOpenFrom = (actor: Actor, organisationId: string | null): boolean =>
  TRANSFER_LIFECYCLE.isFor(actor, 'open', { state: 'none', fromOrgId: organisationId ?? '', toOrgId: '' });

/** The verb with which a device arrives: who receives it, and what it was when it left. */
export function arrivalVerb(receiver: OrganisationKind, before: State): Verb {
  const atBench = WORKSHOP_KINDS.includes(receiver);
  if (before === 'in_maintenance' && (atBench || receiver === 'structure' || receiver === 'bank'))
    return 'arrive_for_repair';
  if (atBench) return 'arrive_at_workshop';
  if (receiver === 'structure') return 'arrive_delivered';
  return receiver === 'bank' && before === 'in_stock' ? 'arrive_in_stock' : 'arrive';
}

export function purposeOf(sender: OrganisationKind, receiver: OrganisationKind): Purpose {
  if (WORKSHOP_KINDS.includes(receiver)) return 'workshop';
  if (receiver === 'structure' || receiver === 'collection_point' || sender === 'structure') return 'return';
  return 'stock';
}

export const HOLDING_KINDS: readonly OrganisationKind[] = ['bank', 'collection_point', 'ea', 'esat', 'structure'];
