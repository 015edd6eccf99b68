import type { DataSource } from 'typeorm';
import { type ProofFailure, proofsNoted, recordProof, rows, run } from '#platform/database';
import { clock, fingerprint } from '#platform/kernel';
import { TODAY } from '../bank/bank-days.js';
import { audit } from './audit.js';
import { checkpointWord, type NewSeal, sealAudit } from './audit-seals.js';
import { type AuditVerified, holds, verifyAudit } from './audit-verified.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;
const LOCK = 0x424e09;

/** Once a month notes the head of a chain that was read whole and holds; of any other nothing ever goes. @returns whether one was noted. */
export async function checkpointAudit(db: DataSource, now = clock.now(), read?: AuditVerified): Promise<boolean> {
  const [last] = await rows<{ due: boolean }>(
    db,
    `SELECT coalesce(max(at) < date_trunc('month', $1::timestamptz), true) AS due FROM people.audit_checkpoint`,
    [now],
  );
  if (!last!.due) return false;
  const verified = read ?? (await verifyAudit(db));
  const { head } = verified;
  if (!head || !holds(verified)) return false;
  const point = { seal: head.n, mac: head.mac, at: now };
  const made = await run(
    db,
    'INSERT INTO people.audit_checkpoint (seal, mac, at, proof) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [point.seal, point.mac, point.at, fingerprint(checkpointWord(point))],
  );
  return made > 0;
}

/**
 * Forgets what stands under a checkpoint older than the audit's period (`people.retention`, CNIL 2021-122). The mark that a demo is complete stays.
 * @returns how many entries went.
 */
export function forgetAudit(db: DataSource): Promise<number> {
  return db.transaction(async (tx) => {
    const [alone] = await rows<{ alone: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS alone', [LOCK]);
    if (!alone!.alone) return 0;
    const [old] = await rows<{ seal: string | null }>(
      tx,
      `SELECT max(c.seal)::text AS seal FROM people.audit_checkpoint c
       WHERE c.at < platform.now() - people.kept_for('audit') AND EXISTS (SELECT FROM people.audit_seal s WHERE s.n > c.seal)
         AND EXISTS (SELECT FROM people.audit_seal s WHERE s.n <= c.seal)`,
    );
    if (!old!.seal) return 0;
    const count = await run(
      tx,
      `DELETE FROM people.audit_entry e USING people.audit_sealed s WHERE s.entry_id = e.id AND s.seal <= $1 AND e.verb <> 'seed_demo'`,
      [old!.seal],
    );
    await run(tx, 'DELETE FROM people.audit_sealed WHERE seal <= $1', [old!.seal]);
    await run(tx, 'DELETE FROM people.audit_sealed_row WHERE seal <= $1', [old!.seal]);
    await run(tx, 'DELETE FROM people.audit_seal WHERE n <= $1', [old!.seal]);
    await audit(tx, SYSTEM, 'forget', { kind: 'audit' }, { count, seal: old!.seal });
    return count;
  });
}

export async function proveAuditSealed(db: DataSource): Promise<NewSeal> {
  const made = await sealAudit(db).catch(async (error: Error) => {
    await recordProof(db, 'audit_sealed', { failure: 'audit.not_sealed' satisfies ProofFailure });
    throw error;
  });
  await recordProof(db, 'audit_sealed');
  return made;
}

/** From this hour on of the bank's day; a machine that sleeps then does it when it wakes. */
const NIGHT_HOUR = 1;

/** Once a day, by night, reads the whole chain of the audit and notes whether it holds. @returns null when that was done today. */
export async function proveAuditVerified(db: DataSource): Promise<AuditVerified | null> {
  const tried = (await proofsNoted(db)).find(({ kind }) => kind === 'audit_verified')?.triedAt ?? null;
  const [night] = await rows<{ due: boolean | null }>(
    db,
    `SELECT ($1::timestamptz AT TIME ZONE b.time_zone)::date < ${TODAY} AND extract(hour FROM platform.now() AT TIME ZONE b.time_zone) >= $2 AS due FROM people.bank b`,
    [tried, NIGHT_HOUR],
  );
  return tried === null || night?.due ? proveAuditVerifiedNow(db) : null;
}

/** Reads the whole chain of the audit and notes whether it holds; of one that does, its head, once a month. */
export async function proveAuditVerifiedNow(db: DataSource): Promise<AuditVerified> {
  const found = await verifyAudit(db);
  await recordProof(db, 'audit_verified', holds(found) ? {} : { failure: 'audit.broken' satisfies ProofFailure });
  await checkpointAudit(db, clock.now(), found);
  return found;
}
