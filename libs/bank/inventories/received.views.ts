import type { Inventory } from '#bank/devices';
import type { ReviewReason } from './matching.js';
import type { ReceivedState } from './word-lists.js';

/** Why a document leads to no device for good; French on screen, codes in the table. */
export const DISCARD_REASONS = {
  not_ours: 'Cette machine n’est pas à nous',
  trial: 'C’était un essai',
  duplicate: 'Nous avons déjà cet inventaire sous une autre forme',
  not_a_device: 'Ce n’est pas un appareil à donner (serveur, machine virtuelle)',
} as const;
export type DiscardReason = keyof typeof DISCARD_REASONS;

export interface ReceivedListView {
  readonly id: string;
  readonly source: string;
  readonly receivedAt: Date;
  readonly channel: string;
  readonly state: ReceivedState;
  readonly reason: ReviewReason | null;
  readonly matchedBy: string | null;
  readonly organisation: string;
  readonly operatorNumber: number;
  readonly number: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly category: string | null;
  readonly partial: boolean;
  /** The device it went to, for a reader who sees it. */
  readonly deviceCode: string | null;
}

export interface CandidateView {
  readonly id: string;
  readonly code: string;
  readonly category: string;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly state: string;
  readonly holder: string | null;
}

export interface ReceivedView extends ReceivedListView {
  readonly agent: string | null;
  readonly sha256: string;
  readonly discardReason: DiscardReason | null;
  /** What the machine said, while somebody has to decide. */
  readonly inventory: Inventory | null;
  /** Only those that the reader sees. */
  readonly candidates: readonly CandidateView[];
}
