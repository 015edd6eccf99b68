import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { isId, RuleBroken } from '#platform/kernel';
import { FILES, type Files, SOLUTIONS, type Solution } from './ticket.lifecycle.js';

/** How it was solved has to be said. @throws RuleBroken `maintenance.solution_missing` */
export function mustBeSolution(solution: string | undefined): asserts solution is Solution {
  if (!solution || !Object.hasOwn(SOLUTIONS, solution))
    throw new RuleBroken('maintenance.solution_missing', {}, 'solution');
}

/** What became of the person's files has to be said. @throws RuleBroken `maintenance.files_missing` */
export function mustSayFiles(files: string | undefined): asserts files is Files {
  if (!files || !Object.hasOwn(FILES, files)) throw new RuleBroken('maintenance.files_missing', {}, 'files');
}

/** Files are kept only where no medium was touched. @throws RuleBroken `maintenance.media_touched` */
export async function mustBeUntouched(tx: EntityManager, deviceId: string, files: Files): Promise<void> {
  if (files === 'kept' && (await mediaTouched(tx, deviceId)))
    throw new RuleBroken('maintenance.media_touched', {}, 'files');
}

/** Whether a proof of this stay says that a medium of it was erased or taken out: a stay is a data epoch, which a repair begins. */
async function mediaTouched(tx: EntityManager, deviceId: string): Promise<boolean> {
  const [row] = await rows<{ touched: boolean }>(
    tx,
    `SELECT EXISTS (SELECT 1 FROM refurbishment.evidence e WHERE e.device_id = d.id AND e.data_epoch = d.data_epoch
       AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)) AS touched
     FROM devices.device d WHERE d.id = $1`,
    [deviceId],
  );
  return row!.touched;
}

/** @throws RuleBroken `maintenance.replacement_unknown` */
export function mustBeDevice(id: string | undefined): asserts id is string {
  if (!isId(id)) throw new RuleBroken('maintenance.replacement_unknown', {}, 'replacementDeviceId');
}
