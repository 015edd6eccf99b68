import { isDriveSize } from '#bank/devices';
import type { MethodClass, ResultStatus, Verification } from '../codes.js';

/** Erased by nwipe's own word; failed; aborted by its user; or the log stops before saying. */
export type DriveStatus = 'erased' | 'failed' | 'aborted' | 'incomplete';
/** Why a drive is not simply `passed`. The first group means failed; the second asks a person. */
export const FAILED_REASONS = [
  'aborted',
  'log_cut',
  'status_unknown',
  'status_failed',
  'pass_errors',
  'verify_errors',
  'io_errors',
  'failure_reported',
] as const;
export const DOUBTFUL_REASONS = [
  'hidden_sectors',
  'hidden_unknown',
  'only_verified',
  'not_verified',
  'verification_not_seen',
  'not_whole',
  'purge_unproven',
  'not_read_back',
] as const;
export type DriveReason = (typeof FAILED_REASONS)[number] | (typeof DOUBTFUL_REASONS)[number];

/** What one run of nwipe did to one drive: the unit of erasure evidence. */
export interface DriveResult {
  readonly run: number;
  readonly device: string;
  readonly model: string | null;
  /** Null when the drive has none, or the log was anonymised (`--quiet`). */
  readonly serial: string | null;
  /** Where the tool names none that can be, what it wrote by its own count, the same in each pass. */
  readonly sizeBytes: number | null;
  /** The size that the tool prints, where no drive can have it. */
  readonly saidSize: string | null;
  readonly method: string | null;
  readonly rounds: number;
  readonly verification: Verification;
  /** A last pass of zeros ran and was not refused. */
  readonly blanked: boolean;
  readonly passErrors: number;
  readonly verifyErrors: number;
  readonly ioErrors: number;
  readonly status: DriveStatus;
  /** Overwriting is Clear, also on flash. What a log names as a command of the drive is no overwriting, and no class by its name: a person judges it. */
  readonly nistClass: MethodClass;
  /** The machine's own clock, without zone: shown, never used to order. */
  readonly finishedAtLog: string | null;
  readonly startedAtLog: string | null;
  readonly verdict: ResultStatus;
  readonly reasons: readonly DriveReason[];
}

export interface DriveFacts {
  device: string;
  model: string | null;
  serial: string | null;
  sizeBytes: number | null;
  saidSize: string | null;
  method: string | null;
  rounds: number | null;
  /** Picked for erasure, not only seen: a technician's own USB stick is found too. */
  chosen: boolean;
  blanked: boolean;
  status: string | null;
  passErrors: number | null;
  verifyErrors: number | null;
  ioErrors: number | null;
  /** Bytes, pass by pass. */
  written: number[];
  verified: number;
  against: Set<DriveReason>;
}

export const newDrive = (device: string): DriveFacts => ({
  device,
  model: null,
  serial: null,
  sizeBytes: null,
  saidSize: null,
  method: null,
  rounds: null,
  chosen: false,
  blanked: false,
  status: null,
  passErrors: null,
  verifyErrors: null,
  ioErrors: null,
  written: [],
  verified: 0,
  against: new Set(),
});

export interface Run {
  version: string;
  method: string | null;
  verification: Verification | null;
  startedAt: string | null;
  finishedAt: string | null;
  drives: Map<string, DriveFacts>;
}

/** nwipe's words in "Drive Status" (logging.c). INSANITY is its word for "cannot be": nobody should trust it. */
function statusOf(word: string | null): DriveStatus {
  if (word === 'ERASED') return 'erased';
  if (word === 'FAILED' || word === 'FAIL') return 'failed';
  if (word === 'UABORTED' || word === 'ABORTED') return 'aborted';
  return 'incomplete';
}

/** What speaks against a drive: it failed, or a person judges; nothing: it passed. */
export function verdictOf(reasons: readonly DriveReason[]): ResultStatus {
  if (reasons.some((reason) => (FAILED_REASONS as readonly DriveReason[]).includes(reason))) return 'failed';
  return reasons.length > 0 ? 'to_judge' : 'passed';
}

/**
 * Passed only when nwipe says "Erased", nothing in the log speaks against it, the whole drive was written and a
 * verification was seen. What only a person can weigh (hidden sectors, no verification, a method that writes nothing
 * although nwipe prints "Erased", device commands never seen for real) is `to_judge`.
 */
export function judgeDrive(run: Run, d: DriveFacts, number: number): DriveResult {
  const status = statusOf(d.status);
  const method = d.method ?? run.method;
  const verification = run.verification ?? 'none';
  const sizeBytes = d.saidSize === null ? d.sizeBytes : writtenEachTime(d.written);
  const whole = sizeBytes !== null && d.written.length > 0 && d.written.every((bytes) => bytes >= sizeBytes);
  const purge = /sanitize|sanitise|secure erase|crypto/i.test(method ?? '');
  const reasons = new Set<DriveReason>();
  if (status === 'aborted') reasons.add('aborted');
  if (status === 'incomplete') reasons.add(d.status === null ? 'log_cut' : 'status_unknown');
  if (status === 'failed') reasons.add('status_failed');
  if (d.passErrors) reasons.add('pass_errors');
  if (d.verifyErrors) reasons.add('verify_errors');
  if (d.ioErrors) reasons.add('io_errors');
  for (const reason of d.against) reasons.add(reason);
  if (status === 'erased') {
    if (/^verify/i.test(method ?? '')) reasons.add('only_verified');
    else if (purge) reasons.add('purge_unproven');
    else if (!whole) reasons.add('not_whole');
    if (verification === 'none') reasons.add('not_verified');
    else if (d.verified === 0) reasons.add('verification_not_seen');
  }
  return {
    run: number,
    device: d.device,
    model: d.model,
    serial: d.serial,
    sizeBytes,
    saidSize: d.saidSize,
    method,
    rounds: d.rounds ?? 0,
    verification,
    blanked: d.blanked,
    passErrors: d.passErrors ?? 0,
    verifyErrors: d.verifyErrors ?? 0,
    ioErrors: d.ioErrors ?? 0,
    status,
    nistClass: 'clear',
    startedAtLog: run.startedAt,
    finishedAtLog: run.finishedAt,
    verdict: verdictOf([...reasons]),
    reasons: [...reasons],
  };
}

/** What every pass wrote, where that is one amount and a drive can have it. */
function writtenEachTime([first, ...others]: readonly number[]): number | null {
  return first !== undefined && isDriveSize(first) && others.every((bytes) => bytes === first) ? first : null;
}
