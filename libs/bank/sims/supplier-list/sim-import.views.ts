import type { ImportListRowView, ImportListView } from '#bank/files/engine';

/** A supplier's list, from its upload to the cards it made; codes are hidden in what it shows of its columns. */
export interface SimListView extends ImportListView {
  /** Of the rows that name none. */
  readonly carrier: string;
  readonly plan: string;
  /** Rows of cards that are in stock already, or were. */
  readonly known: number;
  /** Rows of which neither the list nor who sent it says the carrier. */
  readonly carrierless: number;
  /** Rows read so far. */
  readonly done: number;
  readonly batchId: string | null;
}

/** A row of a list, without its codes. */
export interface SimListRowView extends ImportListRowView {}
