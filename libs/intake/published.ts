/** The columns that other libraries may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'intake.delay': ['subject', 'valid_from', 'days', 'source'],
  'intake.device_lock': ['device_id', 'released_at'],
  'intake.device_purchase': ['device_id', 'year', 'day'],
  'intake.donation': ['id', 'number', 'donor_id', 'organisation_id', 'state', 'expected_on', 'received_at'],
  'intake.donation_decision': ['donation_id', 'donor_id'],
  'intake.donation_expected': ['donation_id', 'category', 'quantity'],
  'intake.donor': ['id', 'kind', 'name', 'siren', 'siret', 'rna', 'organisation_id'],
  'intake.donor_known': ['organisation_id', 'donor_id', 'name', 'legal_form', 'address', 'postal_code', 'commune_code'],
  'intake.donor_rule': [
    'donor_kind',
    'valid_from',
    'public_origin',
    'resale_forbidden',
    'price_capped',
    'papers',
    'source',
  ],
  'intake.price_ceiling': ['category', 'valid_from', 'cents', 'source'],
  'intake.public_gift_cap': ['valid_from', 'cents', 'source'],
  'intake.retention': ['subject', 'valid_from', 'days', 'source'],
  'intake.reuse_age': ['valid_from', 'years', 'source'],
} as const;
