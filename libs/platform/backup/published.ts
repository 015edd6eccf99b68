export const PUBLISHED = {
  'backup.restoration': ['mails_settled_at'],
} as const;
