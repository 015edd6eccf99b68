/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'notifications.mail': ['cause_id', 'kind', 'once_key', 'state'],
} as const;
