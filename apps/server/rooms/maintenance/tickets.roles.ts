import { BANK, type Role, STRUCTURE } from '#kernel';

/** Who works with faults; which ones is the service's question. */
export const SEES_TICKETS: readonly Role[] = [...BANK, ...STRUCTURE];
