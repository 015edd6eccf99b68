import { DEVICE_LIFECYCLE, LEAVES_FOR_GOOD, type State } from '#bank/devices';
import type { Lists } from '#platform/database';
import { rolesOf, WRITE } from '#platform/kernel';
import {
  FAILURE_KINDS,
  FAILURE_STEPS,
  FAILURES_OF_STEP,
  MEDIA_STEPS,
  PROVING_STEPS,
} from './bench/steps-and-failures.js';
import {
  BENCH_DRIVE_STATES,
  BENCH_OUTCOMES,
  BENCH_VERDICTS,
  DATA_ENDS,
  DRIVE_ANSWERS,
  ERASE_METHODS,
  EVIDENCE_KINDS,
  type EvidenceKind,
  KNOWN_TOOLS,
  LOG_QUESTIONS,
  MEDIA_STATEMENTS,
  MEDIUM_LOCATIONS,
  METHOD_CLASSES,
  RESET_CATEGORIES,
  RESULT_STATUSES,
  STEP_KINDS,
  VERDICTS,
  VERIFICATIONS,
} from './codes.js';
import { EVIDENCE_FILES, FILE_OUTCOMES } from './erasure/evidence-files.js';
import { GRADES, TEMPLATE_VERSION, TEST_POINTS } from './grading/test-points.js';
import {
  REMOVED_LIFECYCLE,
  REMOVED_REASONS,
  REMOVED_STATES,
  type RemovedVerb,
  SIGNED_VERBS,
} from './media/removed-medium.lifecycle.js';
import { HELP, type RepairCode } from './media/statements.js';

const evidence = (...some: EvidenceKind[]) => some;
const repairs = (...some: RepairCode[]) => some;
const removedVerbs = (...some: RemovedVerb[]) => some;
const states = (...some: State[]) => some;

export const WORKSHOP_LISTS: Lists = {
  words: {
    'refurbishment.bench_drive_state': BENCH_DRIVE_STATES,
    'refurbishment.bench_outcome': BENCH_OUTCOMES,
    'refurbishment.bench_verdict': BENCH_VERDICTS,
    'refurbishment.bench_step': FAILURES_OF_STEP,
    'refurbishment.data_end_kind': DATA_ENDS,
    'refurbishment.drive_answer_kind': DRIVE_ANSWERS,
    'refurbishment.erase_method': ERASE_METHODS,
    'refurbishment.evidence_file_kind': EVIDENCE_FILES,
    'refurbishment.evidence_kind': EVIDENCE_KINDS,
    'refurbishment.file_outcome': FILE_OUTCOMES,
    'refurbishment.grade': GRADES,
    'refurbishment.help_code': HELP,
    'refurbishment.log_question': LOG_QUESTIONS,
    'refurbishment.media_statement_kind': MEDIA_STATEMENTS,
    'refurbishment.medium_location_kind': MEDIUM_LOCATIONS,
    'refurbishment.method_class': METHOD_CLASSES,
    'refurbishment.removed_reason': REMOVED_REASONS,
    'refurbishment.removed_state': REMOVED_STATES,
    'refurbishment.result_status': RESULT_STATUSES,
    'refurbishment.step_kind': STEP_KINDS,
    'refurbishment.verdict': VERDICTS,
    'refurbishment.verification': VERIFICATIONS,
  },
  groups: {
    // The medium is gone for good, whichever epoch of the device's data it was stated in.
    'refurbishment.gone_kinds': evidence('destroyed', 'removed'),
    // Signed by one person, and by a second one as a witness.
    'refurbishment.witnessed_kinds': evidence('destroyed', 'removed', 'new', 'other_tool'),
    // They prove once a second person signed too.
    'refurbishment.awaiting_kinds': evidence('new', 'other_tool'),
    // The weakest first.
    'refurbishment.method_classes': METHOD_CLASSES,
    // Who judges what a file of a tool says that no program reads.
    'refurbishment.judging_roles': rolesOf(WRITE.benchHelp.by),
    // They put another medium into a device, or a board that carries one.
    'refurbishment.media_repairs': repairs('disk', 'board'),
    // What the gate may find lacking and, beside each, the step of the bench that settles it.
    'refurbishment.failure_kinds': FAILURE_KINDS,
    'refurbishment.failure_steps': FAILURE_STEPS,
    'refurbishment.media_steps': MEDIA_STEPS,
    // Steps that are taken back with what they proved.
    'refurbishment.proving_steps': PROVING_STEPS,
    // What ends a removed medium is signed; what opens it again frees the result that had proven it.
    'refurbishment.removed_signed_verbs': removedVerbs(...SIGNED_VERBS),
    'refurbishment.removed_reopening_verbs': removedVerbs('reopen', 'take_out_again'),
    'refurbishment.bench_states': states('at_workshop', 'in_maintenance'),
    'refurbishment.reset_categories': RESET_CATEGORIES,
    'refurbishment.known_tools': KNOWN_TOOLS,
    // Out for good: with proof, or with a signed sentence.
    'refurbishment.ending_states': states(...LEAVES_FOR_GOOD.map((verb) => DEVICE_LIFECYCLE.transitions[verb].to)),
    'refurbishment.ending_roles': rolesOf(DEVICE_LIFECYCLE.right(...LEAVES_FOR_GOOD).by),
    'refurbishment.signing_roles': rolesOf(DEVICE_LIFECYCLE.transitions.record_erasure.by),
    [`refurbishment.points_${TEMPLATE_VERSION}`]: TEST_POINTS.map(({ id }) => id),
    // point:category in which a device without it does not pass.
    [`refurbishment.needed_points_${TEMPLATE_VERSION}`]: TEST_POINTS.flatMap(({ id, needed }) =>
      needed.map((category) => `${id}:${category}`),
    ),
  },
  rows: {
    'refurbishment.removed_life': REMOVED_LIFECYCLE.rows().map(({ verb, from, to }) => ({
      verb,
      from_state: from,
      to_state: to,
    })),
  },
};
