import type { ImportListRowView, ImportListView, Withdrawal } from '#imports';

/** The lists with which a bank begins. */
export const SETUP_LISTS = ['organisations', 'members', 'quotas'] as const;
export type SetupListName = (typeof SETUP_LISTS)[number];

/** A list, from its upload to what it made. */
export interface SetupListView extends ImportListView {
  /** Sheets that are taken with it. */
  readonly also: readonly number[];
  /** The list that was sent: this one, or the one of which this one takes another sheet. */
  readonly rootId: string;
  /** What became of what it made when it was undone. */
  readonly withdrawal: Withdrawal | null;
}

/** A row: what it would make, or why it does not. */
export interface SetupRowView extends ImportListRowView {
  /** Of its line, where the workbook has several. */
  readonly sheet?: string | null;
}
