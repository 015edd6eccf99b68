import type { Role } from '#kernel';

/** Who works with faults; which ones is the service's question. */
export const SEES_TICKETS: readonly Role[] = ['bank_admin', 'coordinator', 'structure_manager', 'structure_agent'];
