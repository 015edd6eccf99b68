import type { Right } from '#kernel';

/** Who may call a route. What they then see of its objects is the service's question (`visibleTo`). */
export type PolicyRule =
  /** Anybody, signed in or not. */
  | { readonly public: true }
  /** Anybody signed in, in any organisation. */
  | { readonly signedIn: true }
  /** Members who have this right, for one thing or another. */
  | Right
  /** The instance administrator, and members who have the right when one is named. */
  | ({ readonly instanceAdmin: true } & Partial<Right>);

export const POLICY = 'bn:policy';
