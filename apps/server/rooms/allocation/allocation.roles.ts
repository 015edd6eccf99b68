import type { Role } from '#kernel';

export const STRUCTURE: readonly Role[] = ['structure_manager', 'structure_agent'];
export const BANK: readonly Role[] = ['bank_admin', 'coordinator'];
/** Both sides of a request. */
export const BOTH: readonly Role[] = [...BANK, ...STRUCTURE];
