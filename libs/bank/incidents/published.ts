/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'incidents.notice_rule': ['subject', 'hours', 'source', 'valid_from'],
} as const;
