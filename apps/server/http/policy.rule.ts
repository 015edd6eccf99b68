import type { Right, Role } from '#kernel';

/** Who may call a route. What they then see of its objects is the service's question (`visibleTo`). */
export type PolicyRule =
  /** Anybody, signed in or not. */
  | { readonly public: true }
  /** Anybody signed in, in any organisation. */
  | { readonly signedIn: true }
  /** The instance administrator, and members holding one of the roles when some are named. */
  | { readonly instanceAdmin: true; readonly roles?: readonly Role[] }
  /** Members who have this right, for one thing or another. */
  | Right
  /** Members holding one of these roles in the active organisation. */
  | { readonly roles: readonly Role[] };

export const POLICY = 'bn:policy';
