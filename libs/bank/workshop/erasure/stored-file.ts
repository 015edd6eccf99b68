import type { EntityManager } from 'typeorm';
import { type EventOrigin, serialKey } from '#bank/devices';
import type { BlobStore } from '#bank/documents';
import { rows, run } from '#platform/database';
import { type Member, newId, RuleBroken, sha256 } from '#platform/kernel';
import { DriveResult, ErasureLog } from './erasure-log.entity.js';
import type { FileOutcome } from './evidence-files.js';
import type { FileReading } from './file-reading.js';
import type { NwipeLog } from './nwipe-log.js';

/** A file that is kept. Declared: left behind by another tool, so that it proves nothing by itself. */
export interface StoredLog {
  readonly id: string;
  readonly receivedAt: Date;
  readonly declared: boolean;
  /** A station of the workshop wrote it: it speaks of other machines' drives, never of its own. */
  readonly byDock: boolean;
  /** Null: it was not read yet. */
  readonly outcome: FileOutcome | null;
}

export interface SentFile {
  readonly bytes: Buffer;
  readonly filename: string;
}

/** How long the request that brought a file has to read it, before a worker does. */
const READ_WITHIN = `interval '2 minutes'`;

/** Seals a file's bytes under their hash, unread; the same bytes again are the file that is already there. @throws RuleBroken `refurbishment.file_empty` */
export async function storeFile(
  tx: EntityManager,
  blobs: BlobStore,
  member: Member,
  file: SentFile,
  origin: EventOrigin = 'seen',
): Promise<StoredLog> {
  if (!file.bytes.length) throw new RuleBroken('refurbishment.file_empty', {}, 'log');
  const digest = sha256(file.bytes);
  const known = await findLog(tx, { sha256: digest });
  if (known) return known;
  const blob = await blobs.put(tx, file.bytes, 'application/octet-stream', { sealed: true });
  const id = newId();
  const [row] = await rows<{ received_at: Date }>(
    tx,
    `INSERT INTO refurbishment.erasure_log (id, blob_id, sha256, filename, membership_id, operator_number, organisation_id, origin, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, platform.now() + ${READ_WITHIN}) ON CONFLICT (sha256) DO NOTHING RETURNING received_at`,
    [id, blob.id, digest, file.filename, member.membershipId, member.operatorNumber, member.organisationId, origin],
  );
  if (row) return { id, receivedAt: row.received_at, declared: origin === 'declared', byDock: false, outcome: null };
  // A twin of the same file was quicker.
  await blobs.drop(tx, blob.id);
  return (await findLog(tx, { sha256: digest }))!;
}

/** A file by its id or by its bytes; null when it is not here. */
export async function findLog(
  tx: EntityManager,
  where: { id: string } | { sha256: string },
): Promise<StoredLog | null> {
  const select = { id: true, receivedAt: true, origin: true, dockId: true, outcome: true } as const;
  const log = await tx.findOne(ErasureLog, { select, where });
  return (
    log && {
      id: log.id,
      receivedAt: log.receivedAt,
      declared: log.origin === 'declared',
      byDock: log.dockId !== null,
      outcome: log.outcome,
    }
  );
}

/** Notes once what a file says, with the copy that is shown and what it says of each drive. One that another read meanwhile stays as it was read. */
export async function noteReading(
  tx: EntityManager,
  blobs: BlobStore,
  log: StoredLog,
  digest: string,
  reading: FileReading,
): Promise<StoredLog> {
  const shown = reading.shown ? await blobs.put(tx, Buffer.from(reading.shown), 'text/plain; charset=utf-8') : null;
  const machine = reading.log?.machine.serial ?? null;
  const [row] = await rows<{ dock_id: string | null }>(
    tx,
    `UPDATE refurbishment.erasure_log SET kind = $2, outcome = $3, read_at = platform.now(), tool = $4, version = $5, machine_serial = $6, machine_key = $7, shown_blob_id = $8,
       script_sha256 = $9, image_sha256 = $10
     WHERE id = $1 AND read_at IS NULL RETURNING dock_id`,
    [
      log.id,
      reading.kind,
      reading.outcome,
      reading.tool,
      reading.log?.version ?? null,
      machine,
      serialKey(machine),
      shown?.id ?? null,
      reading.hashes?.script ?? null,
      reading.hashes?.image ?? null,
    ],
  );
  if (!row) {
    if (shown) await blobs.drop(tx, shown.id);
    return (await findLog(tx, { id: log.id }))!;
  }
  const drives = reading.log?.drives ?? [];
  if (drives.length)
    await tx.insert(
      DriveResult,
      drives.map((drive, position) => resultOf(log.id, position, drive, digest)),
    );
  return { ...log, outcome: reading.outcome, byDock: row.dock_id !== null };
}

/** Notes the device that a file was sent for: a log is that machine's where it names none. */
export async function noteSentFor(tx: EntityManager, logId: string, deviceId: string): Promise<void> {
  await run(tx, 'INSERT INTO refurbishment.log_sent_for (log_id, device_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    logId,
    deviceId,
  ]);
}

/** Notes the medium that somebody said a file is about. */
export async function noteMedium(tx: EntityManager, logId: string, mediumId: string): Promise<void> {
  await run(tx, 'INSERT INTO refurbishment.file_medium (log_id, medium_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    logId,
    mediumId,
  ]);
}

function resultOf(logId: string, position: number, d: NwipeLog['drives'][number], digest: string): DriveResult {
  const key = serialKey(d.serial);
  // The same run copied into another file must not count twice; without a serial only the file itself tells runs apart.
  const erasure = key ? [key, d.method, d.finishedAtLog, d.rounds, d.sizeBytes] : [digest, position];
  return {
    id: newId(),
    logId,
    position,
    path: d.device,
    model: d.model,
    serial: d.serial,
    serialKey: key,
    sizeBytes: d.sizeBytes === null ? null : String(d.sizeBytes),
    saidSize: d.saidSize,
    status: d.verdict,
    reasons: [...d.reasons],
    method: d.method,
    methodClass: d.nistClass,
    verification: d.verification,
    rounds: d.rounds,
    beganAtLog: d.startedAtLog,
    endedAtLog: d.finishedAtLog,
    fingerprint: sha256(JSON.stringify(erasure)),
  };
}
