import type { Role } from '#platform/kernel';

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
  /** Invited, and has not said yes: `userName` is what the inviter wrote. */
  readonly asked: boolean;
  readonly joinedAt: Date;
  readonly opened: boolean;
  /** Until when a link on which they choose a password is good; null: none is. */
  readonly linkUntil: Date | null;
  /** The operator number of who invited, and their name within this organisation or else their organisation's; null: the installation's administrator. */
  readonly invitedBy: number | null;
  readonly invitedFrom: string | null;
}

export interface UserView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly instanceAdmin: boolean;
  readonly active: boolean;
  readonly opened: boolean;
}

export interface KnownAccount {
  readonly userId: string;
  readonly memberships: readonly { readonly id: string; readonly organisationId: string; readonly active: boolean }[];
}
