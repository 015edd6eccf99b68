import type { DataSource } from 'typeorm';
import { type ProofFailure, proofsNoted, recordProof, rows } from '#platform/database';
import { clock } from '#platform/kernel';
import { TODAY } from '../bank/the-bank.js';
import { checkpointAudit } from './audit-checkpoints.js';
import { type NewSeal, sealAudit } from './audit-seals.js';
import { type AuditVerified, holds, verifyAudit } from './audit-verified.js';

/** Seals what waits, and notes whether that succeeded. @throws as `sealAudit` */
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
