import type { State } from '#bank/devices';
import type { Lists } from '#platform/database';
import { AGE_BANDS, SITUATIONS } from './beneficiaries/beneficiary.views.js';
import {
  HANDOVER_ENDS,
  HANDOVER_MODES,
  LEDGER_REASONS,
  MATCHING_DECISIONS,
  MATCHING_STATES,
  PAYERS,
  PROPOSAL_REFUSALS,
  PURGE_REASONS,
  PURGED,
  RESERVATION_ENDS,
  SIGNATURE_KINDS,
  UNIT_STATES,
  UNSIGNED_WHY,
  type UnitState,
} from './codes.js';
import { CRITERIA } from './handovers/selling.js';
import { NEEDS, REQUESTABLE, URGENCIES } from './requests/needs.js';
import {
  REQUEST_LIFECYCLE,
  REQUEST_REFUSAL_REASONS,
  REQUEST_STATES,
  type RequestState,
  type RequestVerb,
} from './requests/request.lifecycle.js';

const devices = (...some: State[]): readonly State[] => some;
const requests = (...some: RequestState[]) => some;
const verbs = (...some: RequestVerb[]) => some;
const units = (...some: UnitState[]) => some;

/** A reserved device on its way to the person. */
export const RESERVED_STATES = devices('reserved', 'in_transit', 'delivered');
/** A device that may still come to somebody who waits for one. */
export const COMING_STATES = devices('received', 'in_transit', 'at_workshop', 'in_stock', 'returned');
/** A device that is with a person, or is repaired for them. */
export const WITH_PERSON_STATES = devices('handed_over', 'in_maintenance');

export const ALLOCATION_LISTS: Lists = {
  words: {
    'allocation.age_band': AGE_BANDS,
    'allocation.criterion': CRITERIA,
    'allocation.handover_end': HANDOVER_ENDS,
    'allocation.handover_mode': HANDOVER_MODES,
    'allocation.ledger_reason': LEDGER_REASONS,
    'allocation.matching_decision': MATCHING_DECISIONS,
    'allocation.matching_state': MATCHING_STATES,
    'allocation.payer': PAYERS,
    'allocation.proposal_refusal_reason': PROPOSAL_REFUSALS,
    'allocation.purge_reason': PURGE_REASONS,
    'allocation.purged': PURGED,
    'allocation.refusal_reason': REQUEST_REFUSAL_REASONS,
    'allocation.request_state': REQUEST_STATES,
    'allocation.requestable': REQUESTABLE,
    'allocation.reservation_end': RESERVATION_ENDS,
    'allocation.signature_kind': SIGNATURE_KINDS,
    'allocation.situation': SITUATIONS,
    'allocation.unit_state': UNIT_STATES,
    'allocation.unsigned_why': UNSIGNED_WHY,
    'allocation.urgency': URGENCIES,
  },
  groups: {
    'allocation.needs': Object.keys(NEEDS),
    // The bank has it, and it is not served yet.
    'allocation.waiting_states': requests('submitted', 'approved'),
    'allocation.deciding_verbs': verbs('approve', 'approve_more', 'refuse'),
    'allocation.silent_verbs': REQUEST_LIFECYCLE.silentVerbs,
    'allocation.open_unit_states': units('asked', 'approved'),
    'allocation.kept_states': RESERVED_STATES,
    // A device that was handed over and is no longer with the person for good; a repair is not the end.
    'allocation.handover_ending_states': devices(
      'received',
      'in_stock',
      'returned',
      'recycled',
      'dismantled',
      'given_back',
      'withdrawn',
    ),
  },
  rows: {
    'allocation.request_lifecycle': REQUEST_LIFECYCLE.rows().map(({ verb, from, to }) => ({
      verb,
      from_state: from,
      to_state: to,
    })),
  },
};
