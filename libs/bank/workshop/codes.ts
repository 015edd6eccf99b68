import type { Category } from '#bank/devices';
import { ERASURE_CLASSES, type ErasureClass } from '#platform/kernel';
import { BENCH_STEPS } from './bench/steps-and-failures.js';

/** What proves that a medium holds nothing any more: an erasure's log, or a signed statement. */
export const EVIDENCE_KINDS = ['log', 'destroyed', 'removed', 'factory_reset', 'new', 'other_tool'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
export type StatedKind = Exclude<EvidenceKind, 'log'>;

/** Where a medium is whose number is proven in two devices: in this one; or they are two media with one number. */
export const MEDIUM_LOCATIONS = ['here', 'two_media'] as const;
export type MediumLocationKind = (typeof MEDIUM_LOCATIONS)[number];

/** Why the media of a device are asked about again after they were listed (`refurbishment.media_changes`). */
export const MEDIA_CHANGES = ['part_changed', 'medium_added', 'medium_elsewhere', 'system_installed'] as const;
export type MediaChange = (typeof MEDIA_CHANGES)[number];

export const MEDIA_STATEMENTS = ['no_medium', 'complete_list'] as const;
export type MediaStatement = (typeof MEDIA_STATEMENTS)[number];

/** What a log says of one drive; `to_judge` asks a person. */
export const RESULT_STATUSES = ['passed', 'failed', 'to_judge'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

export const METHOD_CLASSES = Object.keys(ERASURE_CLASSES) as readonly ErasureClass[];
export type MethodClass = ErasureClass;

/** Techniques that erase a medium; which class each is for which kind of medium is a dated rule (`refurbishment.method_rule`). */
export const ERASE_METHODS = {
  overwrite: 'Écriture de tout le support',
  security_erase: 'ATA Security Erase',
  security_erase_enhanced: 'ATA Security Erase, mode étendu',
  sanitize_overwrite: 'Sanitize, par écriture',
  sanitize_block: 'Sanitize, par blocs',
  sanitize_crypto: 'Sanitize, par changement de clé',
  format_user: 'NVMe Format avec effacement (--ses=1)',
  format_crypto: 'NVMe Format avec changement de clé (--ses=2)',
  psid_revert: 'Retour d’usine Opal, avec le PSID',
  factory_reset: 'Réglages d’usine',
} as const;
export type EraseMethod = keyof typeof ERASE_METHODS;

/** How much of a drive was read back: none, the last pass, every pass. */
export const VERIFICATIONS = ['none', 'last', 'all'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

export const VERDICTS = ['passed', 'failed'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const STEP_KINDS = [...BENCH_STEPS, 'place', 'repair', 'help', 'helped', 'undo'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What becomes of data that nobody proved gone, when its device goes out for good. */
export const DATA_ENDS = ['given_back_with_data', 'sent_for_destruction'] as const;
export type DataEnd = (typeof DATA_ENDS)[number];

/** Their storage cannot be erased by itself: set back to the factory's settings. */
export const RESET_CATEGORIES: readonly Category[] = ['smartphone', 'tablet'];

/** What a drive is that a machine's own log speaks of and that nothing listed in it. */
export const DRIVE_ANSWERS = ['belongs_here', 'plugged_in', 'of_another'] as const;
export type DriveAnswerKind = (typeof DRIVE_ANSWERS)[number];

/** What a log's clock, its tool's version or a size in it leaves to confirm: asked once a file, a donation, a version, or a model of drive and tool. */
export const LOG_QUESTIONS = [
  'clock_unset',
  'clock_ahead',
  'clock_before_gift',
  'version_unknown',
  'size_impossible',
] as const;
export type LogQuestion = (typeof LOG_QUESTIONS)[number];

/** Versions of tools after whose words logs are read (nwipe's logging.c); another one may say the same in other words. */
const NWIPE_READ = '0.24 0.25 0.26 0.27 0.28 0.29 0.30 0.31 0.32 0.33 0.34 0.35 0.36 0.37 0.38'.split(' ');
export const KNOWN_TOOLS: readonly string[] = NWIPE_READ.map((version) => toolCode('nwipe', version));

export function toolCode(tool: string, version: string): string {
  return `${tool}_${version.replaceAll('.', '_')}`;
}

/** What the evidence of a drive proves: it is erased; a person judges or confirms; nothing. */
export const BENCH_VERDICTS = ['proven', 'to_judge', 'refused'] as const;
export type BenchVerdict = (typeof BENCH_VERDICTS)[number];

/** How the run of a bench PC ended: every drive proven; all sent, and a person judges; at least one not erased; given up. */
export const BENCH_OUTCOMES = ['done', 'to_judge', 'failed', 'abandoned'] as const;
export type BenchOutcome = (typeof BENCH_OUTCOMES)[number];

/** Where one drive of a run is. */
export const BENCH_DRIVE_STATES = ['waiting', 'erasing', 'checking', 'done', 'failed'] as const;
export type BenchDriveState = (typeof BENCH_DRIVE_STATES)[number];
