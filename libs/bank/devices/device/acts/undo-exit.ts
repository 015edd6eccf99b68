import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { rows } from '#platform/database';
import { type Actor, NotFound, RuleBroken } from '#platform/kernel';
import { DEVICE_LIFECYCLE, type State } from '../device.lifecycle.js';
import { changeDevices, type DeviceRow } from './device-changes.js';

/**
 * A device was scanned as recycled, dismantled or given back by mistake: the same day, and if nothing else happened, it is what it was, by
 * a history row that says what it undoes.
 * @param device locked, and seen by the actor.
 * @throws RuleBroken `devices.stays_out`, `devices.not_now`, `devices.not_yours`, `devices.serial_taken` (its serial came again on
 *   another device), `corrections.reason_missing`.
 */
export async function undoExit(
  tx: EntityManager,
  actor: Actor,
  corrections: CorrectionsService,
  device: DeviceRow,
  reason: CorrectionReason,
): Promise<void> {
  const [row] = await rows<{ why: `${string}.${string}` | null; event: string; before: State }>(
    tx,
    `SELECT devices.why_out(d.id) AS why, e.id::text AS event, e.from_state AS before
     FROM devices.device d JOIN devices.device_event e ON e.id = d.last_event_id WHERE d.id = $1`,
    [device.id],
  );
  if (!row) throw new NotFound('device');
  DEVICE_LIFECYCLE.mustMay(actor, 'undo_exit', { ...device, out_by: row.why });
  if (row.why) throw new RuleBroken(row.why, { code: device.code });
  mustMayCorrect(actor, 'device_back', { organisationId: device.holder_org_id, open: true }, reason);
  await changeDevices(tx, actor, 'undo_exit', [device], { to: row.before, undoes: row.event });
  await corrections.record(tx, actor, {
    kind: 'device_back',
    subjectId: device.id,
    label: device.code,
    organisationId: device.holder_org_id,
    from: { device: device.state },
    to: { device: row.before },
    reason,
  });
}
