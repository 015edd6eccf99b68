import type { Role } from '#kernel';

/** Somebody who works for an organisation. */
export interface MembershipView {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly operatorNumber: number;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

/** An account. */
export interface UserView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly instanceAdmin: boolean;
  readonly active: boolean;
  readonly hasPassword: boolean;
}

/** A key of an organisation's software; never its secret. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly operatorNumber: number;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}
