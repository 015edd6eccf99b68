import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, membershipOf, newId } from '#platform/kernel';
import type { MediumKind } from '../inventory/inventory.js';

export interface ReportedMedium {
  readonly kind: MediumKind;
  readonly serial: string | null;
  /** `serialKey(serial)`; null for none or a generic one: the medium then counts as one more of its kind. */
  readonly serialKey: string | null;
  readonly model: string | null;
  readonly sizeBytes?: number | null;
}

/** The caller has locked the device. Once listed a medium stays listed. @returns null when its serial is listed already. */
export async function addMedium(
  tx: EntityManager,
  actor: Actor,
  deviceId: string,
  medium: ReportedMedium,
): Promise<string | null> {
  const [added] = await rows<{ id: string }>(
    tx,
    `INSERT INTO devices.medium (id, device_id, kind, serial, serial_key, model, size_bytes, slot, declared_by)
     SELECT $1, $2, $3::text, $4, $5, $6, $7, CASE WHEN $5::text IS NULL THEN (
       SELECT coalesce(max(slot) + 1, 0) FROM devices.medium WHERE device_id = $2 AND kind = $3::text AND serial_key IS NULL) ELSE 0 END, $8
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      newId(),
      deviceId,
      medium.kind,
      medium.serial,
      medium.serialKey,
      medium.model ?? '',
      medium.sizeBytes ?? null,
      membershipOf(actor),
    ],
  );
  return added?.id ?? null;
}
