import type { TransferFilters } from '#bank/logistics';
import type { LotListQuery } from '../../web/logistics.dto.js';

/** What the page's address narrows the list of lots to, and its order. */
export const transferFilters = ({ sens, etat, but, q, sort }: LotListQuery): TransferFilters => ({
  direction: sens || undefined,
  state: etat || undefined,
  purpose: but || undefined,
  q,
  sort,
});
