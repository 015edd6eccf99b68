import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { withClient } from '../connections/with-client.js';
import type { Lists } from '../migrating/word-lists.js';
import { rows, run } from '../statements/statement.js';

/** What the bank must be able to prove, and tries by itself. */
export const PROOF_KINDS = ['audit_sealed', 'audit_verified', 'backed_up', 'backup_restored', 'words_ended'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

export type ProofFailure =
  | 'audit.broken'
  | 'audit.not_sealed'
  | 'backup.differs'
  | 'backup.not_made'
  | 'backup.not_proven'
  | 'words.not_ended'
  | 'words.remaining';

export const DATABASE_LISTS: Lists = { words: { 'platform.proof_kind': PROOF_KINDS } };

export interface ProofOutcome {
  /** A `ProofFailure`, or the code that an operator's own command noted; left out when it succeeded. */
  readonly failure?: string | undefined;
  /** When it was tried, where that is known only afterwards; now, when left out. */
  readonly at?: Date | undefined;
  /** How much is left to do, where that is counted. */
  readonly remaining?: number | undefined;
}

const RECORD = `INSERT INTO platform.proof AS p (kind, tried_at, succeeded_at, failure, failing_since, remaining)
  VALUES ($1, coalesce($3::timestamptz, platform.now()), CASE WHEN $2::text IS NULL THEN coalesce($3::timestamptz, platform.now()) END, $2, CASE WHEN $2::text IS NOT NULL THEN platform.now() END, $4)
  ON CONFLICT (kind) DO UPDATE SET tried_at = EXCLUDED.tried_at, succeeded_at = coalesce(EXCLUDED.succeeded_at, p.succeeded_at),
    failure = EXCLUDED.failure, remaining = EXCLUDED.remaining, failing_since = CASE WHEN EXCLUDED.failure IS NOT NULL THEN coalesce(p.failing_since, EXCLUDED.failing_since) END
  WHERE p.tried_at IS NULL OR EXCLUDED.tried_at >= p.tried_at`;

const valuesOf = (kind: ProofKind, { failure, at, remaining }: ProofOutcome) => [
  kind,
  failure ?? null,
  at ?? null,
  remaining ?? null,
];

/** Notes the outcome of a try; of two notes the one of the later try stays. */
export async function recordProof(
  on: DataSource | EntityManager,
  kind: ProofKind,
  outcome: ProofOutcome = {},
): Promise<void> {
  await run(on, RECORD, valuesOf(kind, outcome));
}

/** As `recordProof`, for a command that has an address and no data source. @param url of the migrated database, of the application or of the owner */
export async function recordProofAt(url: string, kind: ProofKind, outcome: ProofOutcome = {}): Promise<void> {
  const record = (client: ClientBase) => client.query(RECORD, valuesOf(kind, outcome));
  await withClient(url, 'bn proof', record);
}

export interface ProofNoted {
  readonly kind: ProofKind;
  readonly triedAt: Date | null;
  readonly succeededAt: Date | null;
  readonly failure: string | null;
  readonly failingSince: Date | null;
  readonly remaining: number | null;
}

export const proofsNoted = (on: DataSource | EntityManager): Promise<ProofNoted[]> =>
  rows<ProofNoted>(
    on,
    `SELECT kind, tried_at AS "triedAt", succeeded_at AS "succeededAt", failure, failing_since AS "failingSince", remaining::float8 AS remaining FROM platform.proof`,
  );

/** A warning is repeated while it lasts; what alternates between well and not warns once a day at most. */
const AGAIN_DAYS = 7;
const APART_DAYS = 1;

/** Whether somebody must be warned now that a proof is missing; noted, so that only one process warns. @param tx in which the warning is asked for */
export async function claimWarning(tx: EntityManager, kind: ProofKind): Promise<boolean> {
  const claimed = await run(
    tx,
    `INSERT INTO platform.proof AS p (kind, warned_at) VALUES ($1, platform.now()) ON CONFLICT (kind) DO UPDATE SET warned_at = platform.now()
     WHERE p.warned_at IS NULL OR p.warned_at < platform.now() - make_interval(days => $2)
       OR (p.well_at > p.warned_at AND p.warned_at < platform.now() - make_interval(days => $3))`,
    [kind, AGAIN_DAYS, APART_DAYS],
  );
  return claimed > 0;
}

export async function noteWell(on: DataSource, kind: ProofKind): Promise<void> {
  await run(
    on,
    'UPDATE platform.proof SET well_at = platform.now() WHERE kind = $1 AND warned_at >= coalesce(well_at, warned_at)',
    [kind],
  );
}
