import { DEVICE_LIFECYCLE, type State } from '#bank/devices';
import type { Lists } from '#platform/database';
import { ERASURE_CLASSES, type OrganisationKind, rolesOf } from '#platform/kernel';
import { COLLECTION_MODES } from './collections/collections.service.js';
import { DECISION_KINDS } from './donations/deposit.js';
import {
  CANCEL_REASONS,
  DONATION_LIFECYCLE,
  DONATION_STATES,
  type DonationState,
  INTAKE_REFUSAL_REASONS,
  REFUSAL_FATES,
} from './donations/donation.lifecycle.js';
import { DONOR_KINDS, PERSON_KINDS } from './donor.js';
import { CAPACITIES, type Capacity, LAW_SUBJECTS, SELLING_MODES } from './donors/public-gifts.js';
import { LABEL_SHEET_KINDS, type LabelSheetKind } from './labels/label-sheets.service.js';
import { LOCK_STEPS, type LockStep } from './locks/lock.views.js';
import { DELAYS, LOCK_CHECKS, LOCK_KINDS, NOTICE_WAYS, RELEASE_ANSWERS } from './locks/locks.js';

const donations = (...some: DonationState[]) => some;
const sheets = (...some: LabelSheetKind[]) => some;
const steps = Object.keys(LOCK_STEPS) as LockStep[];
const devices = (...some: State[]) => some;
const kinds = (...some: OrganisationKind[]) => some;

export const INTAKE_LISTS: Lists = {
  words: {
    'intake.cancel_reason': CANCEL_REASONS,
    'intake.capacity': CAPACITIES,
    'intake.collection_mode': COLLECTION_MODES,
    'intake.decision_kind': DECISION_KINDS,
    'intake.delay_subject': DELAYS,
    'intake.donation_state': DONATION_STATES,
    'intake.donor_kind': DONOR_KINDS,
    'intake.erasure_class': ERASURE_CLASSES,
    'intake.label_sheet_kind': LABEL_SHEET_KINDS,
    'intake.law_subject': LAW_SUBJECTS,
    'intake.lock_check': LOCK_CHECKS,
    'intake.lock_kind': LOCK_KINDS,
    'intake.notice_way': NOTICE_WAYS,
    'intake.refusal_fate': REFUSAL_FATES,
    'intake.refusal_reason': INTAKE_REFUSAL_REASONS,
    'intake.release_answer': RELEASE_ANSWERS,
    'intake.selling_mode': SELLING_MODES,
  },
  groups: {
    'intake.arrived_states': donations('received', 'closed'),
    'intake.open_states': donations('promised', 'planned', 'received'),
    'intake.person_kinds': PERSON_KINDS,
    'intake.roll_kinds': sheets('blank', 'roll'),
    'intake.receiving_kinds': kinds('bank', 'collection_point'),
    // Titles that let the bank resell at a solidarity price (loi 3DS, art. 178).
    'intake.reselling_capacities': (Object.keys(CAPACITIES) as Capacity[]).filter((c) => CAPACITIES[c].resells),
    'intake.worst_steps': steps.toSorted((a, b) => LOCK_STEPS[a].rank - LOCK_STEPS[b].rank),
    'intake.pressing_steps': steps.filter((step) => LOCK_STEPS[step].press),
    // Of a donation, what may leave in a lot as it is.
    'intake.sendable_states': devices('received', 'returned'),
    // Kept for somebody, or given: not while the donor has not decided.
    'intake.given_states': devices('reserved', 'handed_over'),
    'intake.lock_roles': rolesOf(DEVICE_LIFECYCLE.transitions.release_lock.by),
  },
  rows: {
    'intake.donation_flow': DONATION_LIFECYCLE.rows().map(({ verb, from, to }) => ({
      verb,
      from_state: from,
      to_state: to,
    })),
  },
};
