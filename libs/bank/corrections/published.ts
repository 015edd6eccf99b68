/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'corrections.correction': ['at', 'id', 'kind', 'reason', 'subject_id', 'txid'],
} as const;
