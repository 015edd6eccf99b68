import { Countersigning, MediaService, RemovedMedia } from '#bank/workshop';
import { freshSerial, PASSWORD } from '../counting/bench.js';
import type { Life } from '../planted/life.js';
import type { Row } from '../planted/life-row.js';

/** A disk is found in a device, and taken out of it. */
export const takeOut = (life: Life, d: Row): Promise<unknown> =>
  life.s.work(async (tx) => {
    const who = life.actorOf(d);
    const media = life.get(MediaService);
    const disk = await media.declare(tx, who, d.id, { kind: 'disk', serial: freshSerial('HDD-LIFE-00000') });
    await media.gone(tx, who, d.id, disk, 'removed', PASSWORD);
  });

/** One of those that were taken out of a device comes to an end, or back from it. */
export async function endRemoved(life: Life, d: Row, more: number): Promise<void> {
  const removed: { code: string }[] = await life.s.db.query(
    'SELECT code FROM refurbishment.removed_medium WHERE device_id = $1 ORDER BY id',
    [d.id],
  );
  const verb = (['erase', 'destroy', 'report_lost', 'reopen'] as const)[more % 4]!;
  const input = { password: PASSWORD, reason: verb === 'reopen' ? 'wrong_entry' : 'not_found' } as const;
  const code = removed[more % (removed.length || 1)]?.code ?? '2222222';
  await life.s.work((tx) => life.get(RemovedMedia).act(tx, life.people.karim, verb, code, input));
}

/** Somebody else witnesses what was removed or destroyed of a device. */
export async function countersign(life: Life, d: Row): Promise<void> {
  const { moussa } = life.people;
  const waiting = await life.get(Countersigning).waiting(moussa);
  const ids = waiting.filter((w) => w.deviceCode === d.code).map((w) => w.id);
  await life.s.work((tx) => life.get(Countersigning).countersign(tx, moussa, ids, PASSWORD));
}
