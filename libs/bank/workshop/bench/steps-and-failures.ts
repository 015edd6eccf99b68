import type { Verb } from '#bank/devices';

/** The steps of the bench in their order, each with the kinds of failures of the gate that it settles (`refurbishment.next_step`). */
export const FAILURES_OF_STEP = {
  media: ['no_media_knowledge', 'media_reopened'],
  erase: [
    'medium_unproven',
    'medium_class',
    'medium_unwitnessed',
    'medium_in_two',
    'drive_unanswered',
    'log_unconfirmed',
  ],
  test: ['no_passed_test'],
  grade: ['no_grade'],
  // Everything is proven; a lock is released by the donor, not at the bench.
  stock: ['locked'],
} as const;

export type BenchStepName = keyof typeof FAILURES_OF_STEP;
export const BENCH_STEPS = Object.keys(FAILURES_OF_STEP) as readonly BenchStepName[];

/** A step that proves something, and can be taken back with what it proved. */
export type ProvingStep = Exclude<BenchStepName, 'stock'>;
export const PROVING_STEPS = BENCH_STEPS.filter((step): step is ProvingStep => step !== 'stock');

/** What a proving step records: the verb by which a device's history tells of it, and what of a withdrawal names its proof. */
export const RECORDS = {
  media: { verb: 'record_erasure', proof: 'mediaStatementId' },
  erase: { verb: 'record_erasure', proof: 'evidenceId' },
  test: { verb: 'record_test', proof: 'testSheetId' },
  grade: { verb: 'grade', proof: 'gradingId' },
} as const satisfies Record<ProvingStep, { readonly verb: Verb; readonly proof: string }>;

export const MEDIA_STEPS = ['media', 'erase'] as const satisfies readonly BenchStepName[];

export type FailureOf<Step extends BenchStepName> = (typeof FAILURES_OF_STEP)[Step][number];
export type FailureKind = FailureOf<BenchStepName>;

/** Every kind of failure in the order of the steps, with its step, as Postgres reads them: two lists side by side. */
const FAILURES = BENCH_STEPS.flatMap((step) => FAILURES_OF_STEP[step].map((kind) => ({ kind, step })));
export const FAILURE_KINDS: readonly FailureKind[] = FAILURES.map(({ kind }) => kind);
export const FAILURE_STEPS: readonly BenchStepName[] = FAILURES.map(({ step }) => step);

export const kindOfFailure = (failure: string): FailureKind => failure.replace(/:.*/, '') as FailureKind;

/** What a failure speaks of: the id of `medium_unproven:<id>`, the reason of `media_reopened:<why>`; empty without one. */
export const subjectOfFailure = (failure: string): string => failure.slice(kindOfFailure(failure).length + 1);
