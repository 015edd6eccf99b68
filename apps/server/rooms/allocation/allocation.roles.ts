import { BANK, type Role, STRUCTURE } from '#kernel';

export { BANK, STRUCTURE };
/** Both sides of a request. */
export const BOTH: readonly Role[] = [...BANK, ...STRUCTURE];
