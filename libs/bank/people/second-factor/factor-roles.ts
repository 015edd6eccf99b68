import { ROLES, type Role } from '#platform/kernel';

/** Of whom a bank may require a second factor: roles, and who administers the installation. */
export const FACTOR_ROLES: readonly FactorRole[] = [...ROLES, 'instance_admin'];
export type FactorRole = Role | 'instance_admin';
