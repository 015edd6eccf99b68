import type { EntityManager } from 'typeorm';
import { type DeviceRow, serialKey } from '#devices';
import type { BlobStore } from '#documents';
import { type Member, newId, RuleBroken, sha256 } from '#kernel';
import type { DriveResult, NwipeLog } from './nwipe-log.js';

/** One drive in a log, as evidence asks of it. */
export interface ResultRow {
  id: string;
  serial: string | null;
  serial_key: string | null;
  status: string;
  fingerprint: string;
  used_by: string | null;
  used_epoch: number | null;
}

/** Keeps a log's bytes and what it says of each drive; the same bytes again are the log that is already there. */
export async function keepLog(
  tx: EntityManager,
  blobs: BlobStore,
  member: Member,
  file: { bytes: Buffer; filename: string },
  log: NwipeLog,
  origin: 'seen' | 'declared' = 'seen',
): Promise<{ id: string; receivedAt: Date; declared: boolean }> {
  const digest = sha256(file.bytes);
  // Twins of one file wait for each other here; the second finds the first one's log.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 60))', [digest]);
  const [known] = await tx.query('SELECT id, received_at, origin FROM refurbishment.erasure_log WHERE sha256 = $1', [
    digest,
  ]);
  if (known) return { id: known.id, receivedAt: known.received_at, declared: known.origin === 'declared' };
  const blob = await blobs.put(tx, file.bytes, 'text/plain; charset=utf-8');
  const id = newId();
  const [row] = await tx.query(
    `INSERT INTO refurbishment.erasure_log (id, blob_id, sha256, filename, tool, version, machine_serial, membership_id, operator_number, organisation_id, origin)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING received_at`,
    [
      id,
      blob.id,
      digest,
      file.filename.slice(0, 120),
      log.tool,
      log.version,
      log.machine.serial,
      member.membershipId,
      member.operatorNumber,
      member.organisationId,
      origin,
    ],
  );
  for (const [position, d] of log.drives.entries()) await keepResult(tx, id, position, d, digest);
  return { id, receivedAt: row.received_at, declared: origin === 'declared' };
}

async function keepResult(
  tx: EntityManager,
  logId: string,
  position: number,
  d: DriveResult,
  digest: string,
): Promise<void> {
  const key = serialKey(d.serial);
  // The same run copied into another file must not count twice; without a serial only the file itself tells runs apart.
  const run = key ? [key, d.method, d.finishedAtLog, d.rounds, d.sizeBytes] : [digest, position];
  await tx.query(
    `INSERT INTO refurbishment.drive_result (id, log_id, position, path, model, serial, serial_key, size_bytes, status, reasons, method, method_class,
       verification, rounds, ended_at_log, fingerprint) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      newId(),
      logId,
      position,
      d.device,
      d.model,
      d.serial,
      key,
      d.sizeBytes,
      d.verdict,
      d.reasons,
      d.method,
      d.nistClass,
      d.verification,
      d.rounds,
      d.finishedAtLog,
      sha256(JSON.stringify(run)),
    ],
  );
}

/** What a log says of each drive, and which device each result serves. */
export async function resultsOf(tx: EntityManager, logId: string): Promise<ResultRow[]> {
  return tx.query(
    `SELECT r.id, r.serial, r.serial_key, r.status, r.fingerprint, e.device_id AS used_by, e.data_epoch AS used_epoch FROM refurbishment.drive_result r
     LEFT JOIN refurbishment.result_use u ON u.fingerprint = r.fingerprint LEFT JOIN refurbishment.evidence e ON e.id = u.evidence_id
     WHERE r.log_id = $1 ORDER BY r.position`,
    [logId],
  );
}

/** Why a log meant for this device proves nothing of it, most telling reason first. */
export async function whyNot(
  tx: EntityManager,
  device: Pick<DeviceRow, 'id' | 'code' | 'data_epoch'>,
  results: readonly ResultRow[],
  receivedAt: Date,
  logId: string,
): Promise<RuleBroken> {
  const media: { serial_key: string | null }[] = await tx.query(
    'SELECT serial_key FROM devices.medium WHERE device_id = $1',
    [device.id],
  );
  const ours = results.filter((r) => r.serial_key && media.some((m) => m.serial_key === r.serial_key));
  const facts = { code: device.code, logId, serials: results.flatMap((r) => r.serial ?? []) };
  const [{ origin }] = await tx.query('SELECT origin FROM refurbishment.erasure_log WHERE id = $1', [logId]);
  if (origin === 'declared') return new RuleBroken('refurbishment.log_declared', facts, 'log');
  if (ours.some((r) => r.status !== 'passed')) return new RuleBroken('refurbishment.result_not_passed', facts, 'log');
  if (ours.length && receivedAt < (await epochBegan(tx, device)))
    return new RuleBroken('refurbishment.log_too_old', facts, 'log');
  if (ours.length) return new RuleBroken('refurbishment.result_used', facts, 'log');
  if (!media.length) return new RuleBroken('refurbishment.no_media_known', facts, 'log');
  if (results.some((r) => !r.serial_key) || media.some((m) => !m.serial_key))
    return new RuleBroken('refurbishment.person_must_decide', facts, 'log');
  return new RuleBroken('refurbishment.log_other_disk', facts, 'log');
}

/** When the device's present epoch began, by the server's clock. */
export async function epochBegan(tx: EntityManager, device: Pick<DeviceRow, 'id' | 'data_epoch'>): Promise<Date> {
  const [row] = await tx.query(
    'SELECT began_at FROM refurbishment.epoch_start WHERE device_id = $1 AND data_epoch = $2',
    [device.id, device.data_epoch],
  );
  return row.began_at;
}
