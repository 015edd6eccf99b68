import type { SimFilters } from '#bank/sims';
import type { SimListQuery } from './sims.dto.js';

/** What the page's address narrows the list of cards to, and its order. */
export const simFilters = (query: SimListQuery): SimFilters => ({
  q: query.q,
  status: query.statut || undefined,
  carrier: query.operateur || undefined,
  structureId: query.structure,
  batchId: query.lot,
  sort: query.sort,
});
