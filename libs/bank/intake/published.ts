import { DATED_COLUMNS } from './dated-columns.js';

/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  // What was valid on a day is read by whoever works with that day.
  ...DATED_COLUMNS,
  'intake.device_lock': ['device_id', 'released_at'],
  'intake.device_purchase': ['device_id', 'year', 'day'],
  'intake.donation': ['id', 'number', 'donor_id', 'organisation_id', 'state', 'expected_on', 'received_at'],
  'intake.donation_decision': ['donation_id', 'donor_id'],
  'intake.donation_expected': ['donation_id', 'category', 'quantity'],
  'intake.erasure_demand': ['id', 'donation_id', 'demanded'],
  'intake.donor': ['id', 'kind', 'name', 'siren', 'siret', 'rna', 'organisation_id', 'merged_into'],
  'intake.donor_known': ['organisation_id', 'donor_id', 'name', 'legal_form', 'address', 'postal_code', 'commune_code'],
} as const;
