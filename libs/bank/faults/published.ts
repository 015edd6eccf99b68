/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'maintenance.delay': ['subject', 'valid_from', 'days', 'source'],
  'maintenance.series_rule': ['faults', 'months', 'source', 'valid_from'],
  'maintenance.ticket': ['id', 'number'],
} as const;
