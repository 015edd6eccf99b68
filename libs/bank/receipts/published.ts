/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'receipts.legal_text': ['subject', 'valid_from', 'text', 'second_hand', 'source'],
} as const;
