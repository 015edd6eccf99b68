import type { RequestFilter } from '#bank/allocation';
import type { RequestListQuery } from '../../web/allocation.queries.dto.js';

/** What the page's address narrows the list of requests to, and its order. */
export const requestFilters = ({ etat, type, q, sort }: RequestListQuery): RequestFilter => ({
  state: etat || undefined,
  category: type || undefined,
  q,
  sort: sort || undefined,
});
