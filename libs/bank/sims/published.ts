/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'sims.cap_rule': ['cards', 'months', 'source', 'valid_from'],
  'sims.credit_rule': ['days', 'source', 'valid_from'],
  'sims.sim': ['id', 'beneficiary_id', 'iccid', 'status', 'structure_id'],
} as const;
