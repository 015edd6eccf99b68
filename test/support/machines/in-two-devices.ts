import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediaService } from '#bank/workshop';
import type { Member } from '#platform/kernel';
import { PASSWORD } from '../counting/bench.js';

/** A memory whose number is proven in this tablet and in another one of the demo, each set back by the bank. Gives its id in the first. */
export async function inTwoDevices(app: INestApplicationContext, leila: Member, tablet: string): Promise<string> {
  const db = app.get(DataSource);
  const media = app.get(MediaService);
  const [other] = await db.query(
    `SELECT id FROM devices.device WHERE category IN ('tablet', 'smartphone') AND id <> $1 AND state IN ('received', 'at_workshop', 'returned', 'in_maintenance')
     ORDER BY id LIMIT 1`,
    [tablet],
  );
  return db.transaction(async (tx) => {
    const reset = async (id: string): Promise<string> => {
      const medium = await media.declare(tx, leila, id, { kind: 'emmc', serial: 'EMMC-DEUX-FOIS-1' });
      await media.gone(tx, leila, id, medium, 'factory_reset', PASSWORD);
      return medium;
    };
    await reset(other.id);
    return reset(tablet);
  });
}
