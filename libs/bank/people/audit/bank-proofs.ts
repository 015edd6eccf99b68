import type { DataSource, EntityManager } from 'typeorm';
import { PROOF_KINDS, type ProofKind, proofsNoted, rows } from '#platform/database';
import { clock } from '#platform/kernel';
import { oldestUnsealed } from './audit-seals.js';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

interface Limit {
  /** How old it may be, in hours; of a Postgres that others run, where that differs. */
  readonly hours: number;
  readonly elsewhere?: number;
  /** For how many hours its tries may fail: what is tried again by itself within them is not worth a mail. */
  readonly failing: number;
}

const LIMITS: Readonly<Record<ProofKind, Limit>> = {
  audit_sealed: { hours: 1, failing: 1 },
  audit_verified: { hours: 2 * DAY_HOURS, failing: 0 },
  backed_up: { hours: 1.5 * DAY_HOURS, failing: 2 },
  // Whoever runs a Postgres tries the way back once a quarter.
  backup_restored: { hours: 2 * DAY_HOURS, elsewhere: 92 * DAY_HOURS, failing: 2 },
  // What is due at once, after ten years of a big bank, may take several nights.
  words_ended: { hours: 8 * DAY_HOURS, failing: 7 * DAY_HOURS },
};

export interface BankProof {
  readonly kind: ProofKind;
  /** The program does it, or was told that it was done; otherwise it cannot say. */
  readonly known: boolean;
  readonly succeededAt: Date | null;
  /** Why the last try failed: a code; and since when all have. */
  readonly failure: string | null;
  readonly failingSince: Date | null;
  /** How much is left over since the last try, where that is counted. */
  readonly remaining: number | null;
  /** Since when it is not proven: the oldest row that is not sealed, the last success, the bank's opening; null: nothing waits. */
  readonly unprovenSince: Date | null;
  /** After how many hours that is too long. */
  readonly limitHours: number;
  readonly late: boolean;
}

/** In the order of `PROOF_KINDS`. Of a bank that nobody opened, none is late. @param embedded whether the program itself runs and backs up Postgres */
export async function bankProofs(db: DataSource, embedded: boolean, now = clock.now()): Promise<BankProof[]> {
  const [noted, unsealed, opened] = await Promise.all([proofsNoted(db), oldestUnsealed(db), openedAt(db)]);
  return PROOF_KINDS.map((kind) => {
    const one = noted.find((proof) => proof.kind === kind);
    const { succeededAt = null, failure = null, failingSince = null, remaining = null } = one ?? {};
    const known = embedded || !kind.startsWith('back') || succeededAt !== null || failure !== null;
    const unprovenSince = kind === 'audit_sealed' ? unsealed : (succeededAt ?? opened);
    const { hours, elsewhere, failing } = LIMITS[kind];
    const limitHours = embedded ? hours : (elsewhere ?? hours);
    const passed = (since: Date | null, limit: number) =>
      since !== null && now.getTime() - since.getTime() > limit * HOUR_MS;
    const late = known && opened !== null && (passed(unprovenSince, limitHours) || passed(failingSince, failing));
    return { kind, known, succeededAt, failure, failingSince, remaining, unprovenSince, limitHours, late };
  });
}

async function openedAt(db: DataSource): Promise<Date | null> {
  const [row] = await rows<{ at: Date | null }>(
    db,
    'SELECT coalesce((SELECT o.opened_at FROM people.opening o), (SELECT min(u.created_at) FROM people.app_user u)) AS at',
  );
  return row!.at;
}

/** Who sees to the installation, first those who administer it, then the bank's administrators; where they are written to. */
export const operators = (
  on: DataSource | EntityManager,
): Promise<{ readonly userId: string; readonly email: string }[]> =>
  rows<{ userId: string; email: string }>(
    on,
    `SELECT u.id AS "userId", u.email FROM people.app_user u
     WHERE u.active AND (u.instance_admin OR EXISTS (SELECT FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
       WHERE m.user_id = u.id AND m.active AND o.kind = 'bank' AND 'bank_admin' = ANY (m.roles)))
     ORDER BY u.instance_admin DESC, u.created_at, u.id`,
  );

export interface AuditHead {
  readonly n: string;
  readonly mac: string;
  readonly at: Date;
}

export async function auditHead(on: DataSource | EntityManager): Promise<AuditHead | null> {
  const [head] = await rows<AuditHead>(
    on,
    'SELECT s.n::text AS n, s.mac, s.sealed_at AS at FROM people.audit_seal s ORDER BY s.n DESC LIMIT 1',
  );
  return head ?? null;
}

export async function auditSeal(on: DataSource | EntityManager, n: string): Promise<string | null> {
  const [seal] = await rows<{ mac: string }>(on, 'SELECT mac FROM people.audit_seal WHERE n = $1', [n]);
  return seal?.mac ?? null;
}
