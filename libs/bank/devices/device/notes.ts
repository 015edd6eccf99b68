import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';

/** Forgets what people wrote freely on devices before that time. @returns how many notes went. */
export const forgetNotes = (tx: EntityManager, before: Date): Promise<number> =>
  run(tx, 'DELETE FROM devices.device_note WHERE created_at < $1', [before]);
