import type { EntityManager } from 'typeorm';
import type { DeviceRow } from '#bank/devices';
import { rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import type { DriveResult } from './erasure-log.entity.js';
import type { StoredLog } from './stored-file.js';

export interface ResultRow {
  id: string;
  serial: string | null;
  serial_key: string | null;
  size: number | null;
  status: DriveResult['status'];
  fingerprint: string;
  /** It serves a medium: this one, in that device and epoch; a medium that is out of its device has none. */
  used: boolean;
  used_medium: string | null;
  used_by: string | null;
  used_epoch: number | null;
}

export async function resultsOf(tx: EntityManager, logId: string): Promise<ResultRow[]> {
  return rows<ResultRow>(
    tx,
    `SELECT r.id, r.serial, r.serial_key, r.size_bytes::float8 AS size, r.status, r.fingerprint, u.fingerprint IS NOT NULL AS used, e.medium_id AS used_medium,
       e.device_id AS used_by, e.data_epoch AS used_epoch FROM refurbishment.drive_result r
     LEFT JOIN refurbishment.result_use u ON u.fingerprint = r.fingerprint LEFT JOIN refurbishment.evidence e ON e.id = u.evidence_id
     WHERE r.log_id = $1 ORDER BY r.position`,
    [logId],
  );
}

/** Whether a result `r` is of a medium `m`, by its serial, and erased the whole of it, as SQL. */
export const ERASED_WHOLE =
  'r.serial_key = m.serial_key AND refurbishment.erased_whole(r.size_bytes, devices.told_size(m, 0))';

export const erasedWhole = (
  tx: EntityManager,
  resultIds: readonly string[],
  mediumIds: readonly string[],
): Promise<{ medium: string; result: string }[]> =>
  rows(
    tx,
    `SELECT m.id AS medium, r.id AS result FROM refurbishment.drive_result r JOIN devices.medium m ON ${ERASED_WHOLE} WHERE r.id = ANY($1) AND m.id = ANY($2)`,
    [resultIds, mediumIds],
  );

export const WAITS =
  '(NOT refurbishment.proven(m, d.data_epoch) AND NOT refurbishment.told_by_another(m, d.data_epoch))';

interface Meant {
  readonly device: string | null;
  readonly doubt: boolean;
}

/** Which of several devices each serial speaks of: the only one that holds it, or the only one where it waits for a proof. */
export async function devicesMeant(
  tx: EntityManager,
  devices: readonly Pick<DeviceRow, 'id'>[],
  serialKeys: readonly string[],
): Promise<ReadonlyMap<string, Meant>> {
  const meant = await rows<Meant & { key: string }>(
    tx,
    `SELECT h.key, CASE WHEN count(*) FILTER (WHERE h.meant) = 1 THEN min(h.id::text) FILTER (WHERE h.meant) END AS device,
       count(*) FILTER (WHERE h.meant) > 1 AS doubt
     FROM (SELECT m.serial_key AS key, d.id, (${WAITS} OR count(*) OVER (PARTITION BY m.serial_key) = 1) AS meant
       FROM devices.medium m JOIN devices.device d ON d.id = m.device_id WHERE d.id = ANY($1) AND m.serial_key = ANY($2)) h GROUP BY h.key`,
    [devices.map((d) => d.id), serialKeys],
  );
  return new Map(meant.map(({ key, ...of }) => [key, of]));
}

export async function proves(
  tx: EntityManager,
  logId: string,
  device: Pick<DeviceRow, 'id' | 'data_epoch'>,
): Promise<boolean> {
  const [row] = await rows<{ proves: boolean }>(
    tx,
    `SELECT EXISTS (SELECT 1 FROM refurbishment.drive_result r JOIN refurbishment.result_use u ON u.fingerprint = r.fingerprint
       JOIN refurbishment.evidence e ON e.id = u.evidence_id
       WHERE r.log_id = $1 AND e.device_id = $2 AND e.data_epoch = $3 AND refurbishment.result_holds(r.fingerprint)) AS proves`,
    [logId, device.id, device.data_epoch],
  );
  return row!.proves;
}

/** Why a log meant for this device proves nothing of it, most telling reason first. */
export async function whyNot(
  tx: EntityManager,
  device: Pick<DeviceRow, 'id' | 'code' | 'data_epoch'>,
  results: readonly ResultRow[],
  log: StoredLog,
): Promise<RuleBroken> {
  const media = await rows<{ serial_key: string | null; smaller: string[]; size: number | null }>(
    tx,
    `SELECT m.serial_key, ARRAY(SELECT r.id FROM refurbishment.drive_result r WHERE r.id = ANY($2) AND r.serial_key = m.serial_key
       AND NOT refurbishment.erased_whole(r.size_bytes, devices.told_size(m, 0))) AS smaller, devices.told_size(m, 0)::float8 AS size
     FROM devices.medium m WHERE m.device_id = $1`,
    [device.id, results.map((r) => r.id)],
  );
  const ours = results.filter((r) => r.serial_key && media.some((m) => m.serial_key === r.serial_key));
  const facts = { code: device.code, logId: log.id, serials: results.flatMap((r) => r.serial ?? []) };
  if (log.declared) return new RuleBroken('refurbishment.log_declared', facts, 'log');
  if (ours.some((r) => r.status !== 'passed')) return new RuleBroken('refurbishment.result_not_passed', facts, 'log');
  if (ours.length && log.receivedAt < (await dataPeriodBegan(tx, device)))
    return new RuleBroken('refurbishment.log_too_old', facts, 'log');
  for (const { smaller, size } of media) {
    const result = ours.find((r) => smaller.includes(r.id) && (!r.used || r.used_by === device.id));
    if (result)
      return new RuleBroken(
        'refurbishment.log_smaller',
        { ...facts, serials: [result.serial], erased: result.size, size },
        'log',
      );
  }
  if (ours.length) return new RuleBroken('refurbishment.result_used', facts, 'log');
  if (!media.length) return new RuleBroken('refurbishment.no_media_known', facts, 'log');
  if (results.some((r) => !r.serial_key) || media.some((m) => !m.serial_key))
    return new RuleBroken('refurbishment.person_must_decide', facts, 'log');
  return new RuleBroken('refurbishment.log_other_disk', facts, 'log');
}

/** When the device's present epoch began, by the server's clock. */
export async function dataPeriodBegan(tx: EntityManager, device: Pick<DeviceRow, 'id' | 'data_epoch'>): Promise<Date> {
  const [row] = await rows<{ began_at: Date }>(
    tx,
    'SELECT began_at FROM refurbishment.epoch_start WHERE device_id = $1 AND data_epoch = $2',
    [device.id, device.data_epoch],
  );
  return row!.began_at;
}
