/** The columns that other libraries may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'people.app_user': ['id', 'name'],
  'people.bank': [
    'address',
    'eligibility_basis',
    'eligibility_ground',
    'helpline',
    'legal_form',
    'legal_name',
    'logo_blob',
    'name',
    'object',
    'signatory_title',
    'siren',
    'status',
    'time_zone',
  ],
  'people.eligibility_ground': ['ground', 'valid_from', 'for_companies', 'for_persons', 'text', 'source'],
  'people.membership': ['id', 'operator_number', 'user_id'],
  'people.organisation': ['id', 'active', 'commune', 'helpline', 'kind', 'name', 'name_is_public', 'siren'],
  'people.retention': ['subject', 'valid_from', 'amount', 'unit', 'source'],
  'people.place': ['id', 'active', 'created_at', 'kind', 'name', 'organisation_id', 'parent_id'],
} as const;
