import type { WithCorrection } from '#bank/corrections';
import type { SealedNumber } from './line-number.js';
import type { EndReason, SimVerb } from './sim.lifecycle.js';
import type { SimRow } from './sim-fields.js';

/** A card as one who sees it may read it. Never a code, never a person's name. */
export interface SimView extends SimRow {
  readonly msisdn: string | null;
  readonly endedReason: EndReason | null;
  readonly structure: string | null;
  /** The random reference of the person who has it. */
  readonly reference: string | null;
  readonly batchId: string;
  readonly changedAt: Date;
}

/** A card on the page of the person who has or had it. */
export type SimOfPerson = Pick<SimView, 'id' | 'iccid' | 'carrier' | 'plan' | 'status' | 'endedReason'>;

/** A card as its row has it: its number under seal. */
export type Sealed<V extends { readonly msisdn: string | null }> = Omit<V, 'msisdn'> & SealedNumber;

/** A card with what this actor may do with it now. */
export interface SimDetail extends SimView, WithCorrection {
  readonly batch: string;
  readonly importedAt: Date;
  readonly handedOutAt: Date | null;
  /** Its PIN and PUK can be read now by this actor. */
  readonly codesOpen: boolean;
  /** Who opened the seal, newest first, the last ten. */
  readonly codesRead: readonly { readonly at: string; readonly operatorNumber: number }[];
  readonly allowed: readonly SimVerb[];
}

/** One line of a card's history. A name appears only inside the reader's own organisation. */
export interface SimEventView {
  readonly id: string;
  readonly verb: SimVerb;
  readonly reason: EndReason | null;
  readonly structure: string | null;
  readonly reference: string | null;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
}

/** What is left in the bank's stock, by carrier. */
export interface SimStockView {
  readonly carrier: string;
  readonly count: number;
}

/** A list that was imported. */
export interface SimBatchView {
  readonly id: string;
  readonly name: string;
  readonly carrier: string;
  readonly plan: string;
  /** Cards the list brought, and cards that were there already. */
  readonly made: number;
  readonly known: number;
  readonly importedAt: Date;
}
