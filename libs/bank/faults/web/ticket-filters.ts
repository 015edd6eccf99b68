import type { TicketFilters } from '#bank/faults';
import type { TicketListQuery } from './maintenance.dto.js';

/** What the page's address narrows the list of faults to, and its order. */
export const ticketFilters = ({ q, etat, probleme, sort }: TicketListQuery): TicketFilters => ({
  q,
  state: etat || undefined,
  problem: probleme || undefined,
  sort,
});
