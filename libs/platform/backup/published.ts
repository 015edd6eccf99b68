/** The columns that other libraries may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'backup.restoration': ['mails_settled_at'],
} as const;
