const LIST =
  "rows of a list that stands in TypeScript or comes with a migration; the application's role only reads them";
const RULES = 'dated rules: read by day, added by the one page that libs/bank/rules/dated-tables.ts describes';
const POSTGRES = "written by triggers only, as the owner: the application's role has no right to";
const MIGRATING = 'written by whoever migrates';
const COUNTER = 'one statement counts and answers (ON CONFLICT … RETURNING)';
const SETS = 'written and read in whole sets only (unnest, INSERT … SELECT)';
const ONE_ROW = 'one row with one value, written by the statement that counts';

/** Tables of the libraries that have no entity, and why: nobody writes or reads a row of theirs by itself. */
export const WITHOUT_ENTITY = {
  'allocation.approval_rule': RULES,
  'allocation.beneficiary_event': SETS,
  'allocation.price_grid': RULES,
  'allocation.quota_ledger': SETS,
  'allocation.request_lifecycle': LIST,
  'allocation.warranty_rule': RULES,
  'corrections.wanted': LIST,
  'devices.custody_end': SETS,
  'devices.device_search': SETS,
  'devices.former_value': POSTGRES,
  'devices.lifecycle': LIST,
  'devices.visibility': SETS,
  'documents.document_life': LIST,
  'events.event': POSTGRES,
  'events.feed': ONE_ROW,
  'imports.made': SETS,
  'imports.row': SETS,
  'intake.delay': RULES,
  'intake.donation_flow': LIST,
  'intake.donor_event': SETS,
  'intake.former_value': POSTGRES,
  'intake.donor_rule': RULES,
  'intake.law_rule': RULES,
  'intake.price_ceiling': RULES,
  'intake.public_gift_cap': RULES,
  'intake.receiving_capacity': RULES,
  'intake.reuse_age': RULES,
  'intake.selling_rule': RULES,
  'logistics.transfer_lifecycle': LIST,
  'maintenance.life': LIST,
  'people.audit_sealed': SETS,
  'people.audit_sealed_row': SETS,
  'people.eligibility_ground': RULES,
  'people.retention': RULES,
  'people.role_of': LIST,
  'platform.application_right': MIGRATING,
  'platform.applied_sql': MIGRATING,
  'platform.attempt': SETS,
  'platform.counter': COUNTER,
  'receipts.counter': POSTGRES,
  'receipts.legal_text': RULES,
  'refurbishment.asked_again': POSTGRES,
  'refurbishment.epoch_start': POSTGRES,
  'refurbishment.removed_life': LIST,
  'refurbishment.result_use': POSTGRES,
  'reporting.donor_link_rule': RULES,
  'reporting.figure': SETS,
  'reporting.handover_proof': SETS,
  'reporting.refreshed': ONE_ROW,
  'sims.life': LIST,
  'territory.commune': LIST,
};
