/** The columns that other libraries may read; all others may change without asking anybody. */
export const PUBLISHED = {
  'backup.restoration': ['mails_settled_at'],
} as const;
