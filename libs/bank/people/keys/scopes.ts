import type { KeyScope } from '../word-lists.js';

/** What a request is asked for before its route is known, of a key that is made for areas. */
export function coarseScopes(scopes: readonly string[]): readonly KeyScope[] {
  const writes = scopes.some((scope) => scope.startsWith('write:'));
  return [
    ...(scopes.some((scope) => scope.startsWith('read:')) ? (['read'] as const) : []),
    ...(writes ? (['write'] as const) : []),
    ...(scopes.includes('write:inventories') ? (['inventories'] as const) : []),
  ];
}
