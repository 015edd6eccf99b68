/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'reporting.donor_link_rule': ['days', 'source', 'valid_from'],
} as const;
