/** The columns of each table of dated rules: what a rule speaks of first, if anything, then its day. */
export const DATED_COLUMNS = {
  'intake.donor_rule': [
    'donor_kind',
    'valid_from',
    'public_origin',
    'resale_forbidden',
    'price_capped',
    'papers',
    'source',
  ],
  'intake.law_rule': ['subject', 'valid_from', 'settled', 'text', 'decides', 'second_hand', 'source'],
  'intake.receiving_capacity': ['valid_from', 'capacity', 'source', 'operator_number'],
  'intake.selling_rule': ['valid_from', 'mode', 'source', 'operator_number'],
  'intake.price_ceiling': ['category', 'valid_from', 'cents', 'source'],
  'intake.public_gift_cap': ['valid_from', 'cents', 'source'],
  'intake.reuse_age': ['valid_from', 'years', 'source'],
  'intake.delay': ['subject', 'valid_from', 'days', 'source'],
} as const;
