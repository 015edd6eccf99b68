import type { EntityManager } from 'typeorm';
import { RuleBroken } from '#platform/kernel';
import { readGate } from './gate.js';
import { changedSince, type SeenAct } from './meanwhile.js';

/**
 * Asks whether a device, which the caller has locked, is still as a form showed it; without a mark (`GateView.seen`) nothing is asked.
 * @throws RuleBroken `refurbishment.changed_meanwhile`, with what changed
 */
export async function mustBeAsSeen(
  tx: EntityManager,
  deviceId: string,
  act: SeenAct,
  mark: string | undefined,
): Promise<void> {
  if (!mark) return;
  const now = await readGate(tx, deviceId);
  const changed = changedSince(act, mark, now);
  if (changed) throw new RuleBroken('refurbishment.changed_meanwhile', { code: now.code, changed, state: now.state });
}
