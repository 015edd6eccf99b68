export const UNIT_STATES = ['asked', 'approved', 'fulfilled', 'closed'] as const;
export type UnitState = (typeof UNIT_STATES)[number];

/** Why a place in a quota was taken (`reserved`; until 2026 `approved`) or given back (`waits`: of what was approved then). */
export const LEDGER_REASONS = [
  'approved',
  'reserved',
  'refused',
  'cancelled',
  'expired',
  'released',
  'returned',
  'waits',
] as const;
export type LedgerReason = (typeof LEDGER_REASONS)[number];

export const RESERVATION_ENDS = [
  'handed_over',
  'released',
  'cancelled',
  'refused',
  'expired',
  'swapped',
  'device_gone',
] as const;
export type ReservationEnd = (typeof RESERVATION_ENDS)[number];

export const PROPOSAL_REFUSALS = {
  not_suited: 'Ne convient pas à ce besoin',
  worn: 'Trop usé pour cette demande',
  kept_for_other: 'Gardé pour un autre besoin',
  to_check: 'À revoir avant de le donner',
} as const;
export type ProposalRefusalReason = keyof typeof PROPOSAL_REFUSALS;

export const HANDOVER_ENDS = ['returned', 'swapped', 'device_gone', 'undone'] as const;
export type HandoverEnd = (typeof HANDOVER_ENDS)[number];

export const HANDOVER_MODES = ['gift', 'sale'] as const;
export type HandoverMode = (typeof HANDOVER_MODES)[number];

export const PAYERS = { buyer: 'L’acheteur', structure: 'La structure' } as const;
export type Payer = keyof typeof PAYERS;

/** What goes with a device. A list and no words of one's own: it is printed on the bank's sheet too, which names nobody and stays for years. */
export const ACCESSORIES = {
  charger: 'Chargeur',
  mouse: 'Souris',
  keyboard: 'Clavier',
  bag: 'Sacoche',
  screen: 'Écran',
  cable: 'Câbles',
  adapter: 'Adaptateur',
  headset: 'Casque',
  webcam: 'Webcam',
} as const;
export type Accessory = keyof typeof ACCESSORIES;

/** What a device on a structure's shelf is promised by, as `allocation.promised` says it: nothing else is a spare. */
export type Promised = 'appointment' | 'person';

/** How a hand-over was signed; `none` where another tool made it, or where a replacement says why not. */
export const SIGNATURE_KINDS = ['drawn', 'paper', 'typed', 'none'] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

export const UNSIGNED_WHY = {
  not_there: 'La personne n’est pas là',
  by_phone: 'La personne est d’accord, au téléphone',
  // No more is asked: what keeps somebody from signing may tell of their health.
  will_not: 'La personne ne signe pas',
} as const;
export type UnsignedWhy = keyof typeof UNSIGNED_WHY;

export const PURGED = ['identity', 'signature', 'reference'] as const;
export type Purged = (typeof PURGED)[number];
export const PURGE_REASONS = ['date_reached', 'asked_for'] as const;
export type PurgeReason = (typeof PURGE_REASONS)[number];

export const MATCHING_STATES = {
  asked: 'Demandé',
  running: 'En cours',
  done: 'Terminé',
  failed: 'Échoué',
  cancelled: 'Arrêté',
} as const;
export type MatchingState = keyof typeof MATCHING_STATES;

/** What a person did with a proposal: took it, took another device, or refused this one for this request. */
export const MATCHING_DECISIONS = { accepted: 'Acceptée', changed: 'Changée', rejected: 'Refusée' } as const;
export type MatchingDecision = keyof typeof MATCHING_DECISIONS;
