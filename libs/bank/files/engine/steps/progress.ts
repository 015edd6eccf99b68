import type { DataSource, EntityManager } from 'typeorm';
import { beside, run } from '#platform/database';

const EVERY_MS = 300;

/** Before a worker is asked to do something: how far it is is told from now on. */
export const beginProgress = (tx: EntityManager, fileId: string): Promise<unknown> =>
  run(tx, 'INSERT INTO imports.progress (file_id, done) VALUES ($1, 0) ON CONFLICT (file_id) DO UPDATE SET done = 0', [
    fileId,
  ]);

/**
 * How far a file is, told on a connection of its own: whoever waits sees it before the transaction ends. It never waits itself: where the
 * transaction that it tells of has written the row, waiting for that would be waiting for ever.
 */
export class Progress {
  private last = performance.now();

  constructor(
    private readonly on: DataSource | EntityManager,
    private readonly fileId: string,
    private readonly everyMs = EVERY_MS,
  ) {}

  async tell(done: number): Promise<void> {
    if (performance.now() - this.last < this.everyMs) return;
    this.last = performance.now();
    await beside(this.on, (own) =>
      run(
        own,
        `UPDATE imports.progress p SET done = $2, at = platform.now() FROM (
         SELECT file_id FROM imports.progress WHERE file_id = $1 FOR NO KEY UPDATE SKIP LOCKED) free WHERE p.file_id = free.file_id`,
        [this.fileId, done],
      ),
    );
  }
}
