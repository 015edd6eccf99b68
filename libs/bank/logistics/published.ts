/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'logistics.transfer': ['id', 'state'],
  'logistics.transfer_line': ['transfer_id', 'device_id'],
} as const;
