import type { ReceivedFilters, ReceivedState } from '#bank/inventories';
import type { ReceivedPageQuery } from './inventories.dto.js';

const LISTED: readonly string[] = ['waiting', 'attached', 'discarded'] satisfies ReceivedState[];

/** What the page's address narrows the list of inventories to, and its order. */
export const receivedFilters = ({ etat = '', sort }: ReceivedPageQuery): ReceivedFilters => ({
  state: LISTED.includes(etat) ? (etat as ReceivedState) : undefined,
  sort,
});
