/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'logistics.transfer': ['id', 'number', 'state', 'to_org_id'],
  'logistics.transfer_line': ['transfer_id', 'device_id', 'outcome'],
} as const;
