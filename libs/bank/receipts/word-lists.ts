import { STATE_NAMES, STATES } from '#bank/devices';
import type { Lists } from '#platform/database';
import { CANCEL_RECEIPT_REASONS, CHECKED_HOW, DECLARED_HOW, RECEIPT_KINDS } from './receipt.views.js';

export const LEGAL_SUBJECTS = [
  'transfer',
  'data',
  'processor',
  'processing_subject',
  'processing_data',
  'processing_duration',
  'processing_instructions',
  'processing_security',
  'processing_others',
  'processing_help',
  'processing_transfers',
  'processing_end',
  'processing_proof',
  'workshop_processing',
  'public_undertaking',
  'public_undertaking_other',
  'certify_company',
  'certify_person',
  'received_goods',
  'donor_value',
  'donor_value_person',
  'value_law_company',
  'value_law_person',
  'yearly_declaration',
  'reuse_target',
  'breach_contents',
] as const;
export type LegalSubject = (typeof LEGAL_SUBJECTS)[number];

export const RECEIPTS_LISTS: Lists = {
  words: {
    'receipts.cancel_reason': CANCEL_RECEIPT_REASONS,
    'receipts.checked_how': CHECKED_HOW,
    'receipts.declared_how': DECLARED_HOW,
    'receipts.kind': RECEIPT_KINDS,
    'receipts.legal_subject': LEGAL_SUBJECTS,
  },
  // What went back to its donor, or never was, was not given.
  groups: {
    'receipts.not_given_states': STATE_NAMES.filter((s) => STATES[s].fate === 'given_back' || STATES[s].fate === null),
    'receipts.receipted_donors': Object.keys(RECEIPT_KINDS),
  },
};
