import type { ImportListRowView, ImportListView } from '#bank/files/engine';

/** The lists with which a bank begins. */
export const SETUP_LISTS = ['organisations', 'members', 'quotas'] as const;
export type SetupListName = (typeof SETUP_LISTS)[number];

/** A list, from its upload to what it made. */
export interface SetupListView extends ImportListView {}

/** A row: what it would make, or why it does not. */
export interface SetupRowView extends ImportListRowView {}
