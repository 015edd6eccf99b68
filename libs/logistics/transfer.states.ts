import type { State, Verb } from '#devices';
import type { OrganisationKind } from '#kernel';

/** Where a lot of devices is between two holders. */
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

/** The one table of a transfer's life; Postgres holds the same pairs in `logistics.transfer_goes_forward`. */
export const TRANSFER_MOVES = {
  send: { from: ['preparing'], to: ['sent'], by: 'sender' },
  cancel: { from: ['preparing'], to: ['cancelled'], by: 'sender' },
  /** Only while nothing was confirmed. */
  recall: { from: ['sent'], to: ['cancelled'], by: 'sender' },
  finish: { from: ['sent'], to: ['received', 'received_with_differences'], by: 'receiver' },
} as const satisfies Record<
  string,
  { from: readonly TransferState[]; to: readonly TransferState[]; by: 'sender' | 'receiver' }
>;
export type TransferMove = keyof typeof TRANSFER_MOVES;

/** The verb with which a device arrives: who receives it, and what it was when it left. */
export function arrivalVerb(receiver: OrganisationKind, before: State): Verb {
  if (receiver === 'ea' || receiver === 'esat') return 'arrive_at_workshop';
  if (receiver === 'structure') return 'arrive_delivered';
  return receiver === 'bank' && before === 'in_stock' ? 'arrive_in_stock' : 'arrive';
}

/** What a transfer between two kinds of organisation is for. */
export function purposeOf(sender: OrganisationKind, receiver: OrganisationKind): Purpose {
  if (receiver === 'ea' || receiver === 'esat') return 'workshop';
  if (receiver === 'structure' || receiver === 'collection_point' || sender === 'structure') return 'return';
  return 'stock';
}

/** Organisations that hold devices, and so send and receive them. */
export const HOLDING_KINDS: readonly OrganisationKind[] = ['bank', 'collection_point', 'ea', 'esat', 'structure'];
