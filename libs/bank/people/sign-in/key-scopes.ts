/** What an access key may do: `read` whatever its owner reads, send `inventories`, `write` all the rest. */
export const KEY_SCOPES = ['read', 'write', 'inventories'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** For how many days a key may be made; `null`: until somebody ends it. */
export const KEY_TERMS = { quarter: 91, year: 365, two_years: 730, unlimited: null } as const;
export type KeyTerm = keyof typeof KEY_TERMS;
