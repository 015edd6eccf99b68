import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { RuleBroken } from '#kernel';
import { SOLUTIONS, type Solution } from './ticket.lifecycle.js';

/** How it was solved has to be said. @throws RuleBroken `maintenance.solution_missing` */
export function mustBeSolution(solution: string | undefined): asserts solution is Solution {
  if (!solution || !Object.hasOwn(SOLUTIONS, solution))
    throw new RuleBroken('maintenance.solution_missing', {}, 'solution');
}

/** Whether a proof of this stay says that a medium of it was erased or taken out: a stay is a data epoch, which a repair begins. */
export async function mediaTouched(tx: EntityManager, deviceId: string): Promise<boolean> {
  const [row] = await rows<{ touched: boolean }>(
    tx,
    `SELECT EXISTS (SELECT 1 FROM refurbishment.evidence e WHERE e.device_id = d.id AND e.data_epoch = d.data_epoch
       AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)) AS touched
     FROM devices.device d WHERE d.id = $1`,
    [deviceId],
  );
  return row!.touched;
}
