/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'refurbishment.asked_again': ['device_id', 'asked_at'],
  'refurbishment.drive_result': ['id', 'log_id', 'serial_key', 'size_bytes', 'status', 'fingerprint'],
  'refurbishment.epoch_start': ['device_id', 'data_epoch', 'event_id'],
  'refurbishment.erasure_log': ['id', 'origin'],
  'refurbishment.evidence': ['id', 'medium_id', 'device_id', 'data_epoch', 'signed_at'],
  'refurbishment.method_rule': ['method', 'valid_from', 'disk', 'ssd', 'nvme', 'emmc', 'sd', 'second_hand', 'source'],
  'refurbishment.removed_medium': ['id', 'code', 'device_id', 'medium_id', 'evidence_id', 'holder_org_id', 'state'],
  'refurbishment.result_use': ['fingerprint', 'evidence_id'],
  'refurbishment.withdrawal': ['evidence_id'],
  'refurbishment.work_order': ['id', 'device_id', 'data_epoch'],
} as const;
