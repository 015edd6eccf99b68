import { INTAKE_ROLES } from '#intake';
import { BENCH, type Role } from '#kernel';

/** Who finds locks and makes sure that they are gone: the desk, the bench, the bank. */
export const FINDS_LOCKS: readonly Role[] = [...INTAKE_ROLES, ...BENCH];
