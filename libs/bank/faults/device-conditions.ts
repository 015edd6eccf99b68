import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';

/** How the device of a ticket stands towards a structure. */
interface DeviceStanding {
  readonly inRepair: boolean;
  /** The structure handed it over and that stands, or holds it: otherwise it is somebody else's by now. */
  readonly theirs: boolean;
}

/** Of a ticket that may be old: what was true when it was opened may no longer be. */
export async function deviceConditions(
  tx: EntityManager,
  deviceId: string,
  structureId: string,
): Promise<DeviceStanding> {
  const [row] = await rows<DeviceStanding>(
    tx,
    `SELECT d.state = 'in_maintenance' AS "inRepair", coalesce(d.holder_org_id = $2, false) OR EXISTS (SELECT 1 FROM allocation.handover h
       WHERE h.device_id = d.id AND h.structure_id = $2 AND h.ended_at IS NULL) AS theirs
     FROM devices.device d WHERE d.id = $1`,
    [deviceId, structureId],
  );
  return row!;
}
