import type { EntityManager } from 'typeorm';
import type { OtherDrive } from '#bank/documents';
import { type Reader, rows } from '#platform/database';
import type { DriveAnswerKind, ResultStatus } from '../codes.js';

export interface UnlistedDrive {
  /** Of its newest result. */
  readonly id: string;
  readonly path: string;
  readonly model: string | null;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  readonly status: ResultStatus;
  readonly reasons: readonly string[];
  readonly logId: string;
  readonly receivedAt: Date;
  /** Nobody answered yet, and no log saw it erased: the gate waits. */
  readonly asked: boolean;
  readonly answer: DriveAnswerKind | null;
  /** The code of the device that it is said to belong to. */
  readonly otherCode: string | null;
  readonly operatorNumber: number | null;
  readonly organisation: string | null;
  readonly signedAt: Date | null;
}

/** The drives that a device's own logs speak of and that nothing lists in it, those to answer for first. */
export const unlistedDrives = (on: Reader, deviceId: string): Promise<UnlistedDrive[]> =>
  rows<UnlistedDrive>(
    on,
    `SELECT r.id, r.path, r.model, r.serial, r.size_bytes::float8 AS "sizeBytes", r.status, r.reasons, l.id AS "logId", l.received_at AS "receivedAt",
       EXISTS (SELECT 1 FROM refurbishment.drives_unanswered($1) u WHERE u.id = r.id) AS asked,
       a.answer, o.code AS "otherCode", a.operator_number AS "operatorNumber", g.name AS organisation, a.signed_at AS "signedAt"
     FROM refurbishment.unlisted_drives($1) r JOIN refurbishment.erasure_log l ON l.id = r.log_id
     LEFT JOIN LATERAL (SELECT x.* FROM refurbishment.drive_answer x WHERE x.device_id = $1 AND x.drive_key = refurbishment.drive_key(r)
       ORDER BY x.seq DESC LIMIT 1) a ON true
     LEFT JOIN devices.device o ON o.id = a.other_device_id LEFT JOIN people.organisation g ON g.id = a.organisation_id
     ORDER BY asked DESC, l.received_at, r.position`,
    [deviceId],
  );

/** The same for a certificate: whatever the logs of the machine saw beside its media is named, with what it is. */
export async function otherDrives(tx: EntityManager, deviceId: string): Promise<OtherDrive[]> {
  const drives = await unlistedDrives(tx, deviceId);
  return drives.map((d) => ({
    model: d.model,
    serial: d.serial,
    sizeBytes: d.sizeBytes,
    what: d.answer === 'plugged_in' || d.answer === 'of_another' ? d.answer : 'erased_too',
    of: d.otherCode,
    operator: d.operatorNumber,
    organisation: d.organisation,
    signedAt: d.signedAt && new Date(d.signedAt).toISOString(),
    receivedAt: new Date(d.receivedAt).toISOString(),
  }));
}
