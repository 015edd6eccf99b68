import type { ImportListRowView, ImportListView, Withdrawal } from '#imports';

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
  /** Sheets that are taken with it. */
  readonly also: readonly number[];
  /** The list that was sent: this one, or the one of which this one takes another sheet. */
  readonly rootId: string;
  /** What became of its cards when it was undone. */
  readonly withdrawal: Withdrawal | null;
}

/** A row of a list, without its codes. */
export interface SimListRowView extends ImportListRowView {
  /** Of its line, where the workbook has several. */
  readonly sheet?: string | null;
}
