import type { DataSource } from 'typeorm';
import { rows, run } from '#platform/database';
import { clock, fingerprint } from '#platform/kernel';
import { audit } from './audit.js';
import { checkpointWord } from './audit-seals.js';
import { type AuditVerified, holds, verifyAudit } from './audit-verified.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;
const LOCK = 0x424e09;

/**
 * Once a month notes the head of a chain that was read whole, with the secret. A chain that does not hold gets no checkpoint, so that nothing
 * of it ever goes.
 * @param read the chain as it was just read; it is read here when left out
 * @returns whether one was noted.
 */
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
 * Forgets what stands under a checkpoint that is older than the audit is kept (`people.retention`, CNIL 2021-122), and says so in the audit.
 * Postgres lets nothing else go. The mark that a demo is complete says what the database is, and stays.
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
