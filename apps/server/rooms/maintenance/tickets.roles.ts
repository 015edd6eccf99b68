import { BANK, type Role, STRUCTURE } from '#kernel';
import { TICKET_LIFECYCLE } from '#maintenance';

/** Who works with faults; which ones is the service's question. */
export const SEES_TICKETS: readonly Role[] = [...BANK, ...STRUCTURE];

/** Some action or other on a ticket: each asks for its own right when it is carried out. */
export const ACTS_ON_TICKETS = TICKET_LIFECYCLE.right(...TICKET_LIFECYCLE.verbs);
