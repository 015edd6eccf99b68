/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'allocation.absence_rule': ['days', 'source', 'valid_from'],
  'allocation.request': ['id', 'number'],
  'allocation.approval_rule': ['days', 'source', 'valid_from'],
  'allocation.beneficiary': ['id', 'ended_on', 'last_contact_on', 'reference', 'structure_id'],
  'allocation.handover': ['id', 'device_id', 'structure_id', 'beneficiary_id', 'mode', 'handed_over_at', 'ended_at'],
  'allocation.price_grid': ['category', 'grade_a', 'grade_b', 'grade_c', 'source', 'valid_from'],
  'allocation.purge_entry': ['id', 'purged_at'],
  'allocation.quota_rule': ['percent', 'source', 'valid_from'],
  'allocation.warranty_rule': ['mode', 'months', 'source', 'valid_from'],
} as const;
