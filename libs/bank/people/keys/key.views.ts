import type { OrganisationScope } from '#platform/kernel';
import type { KeyScope } from '../word-lists.js';

interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
}

/** A member's key; never its secret. */
export interface TokenView extends KeyView {
  readonly operatorNumber: number;
  readonly scopes: readonly KeyScope[];
  /** It had no end, or a later one, and got this one when all keys did. */
  readonly endWasSet: boolean;
}

/** A key of the organisation; never its secret. */
export interface OrganisationKeyView extends KeyView {
  readonly contact: string;
  /** The operator number under which it acts. */
  readonly operatorNumber: number;
  /** That of who made it. */
  readonly madeBy: number;
  readonly scopes: readonly OrganisationScope[];
}
