import type { DataSource } from 'typeorm';
import { ImportProgress } from './import.entity.js';

const EVERY_MS = 300;

/** How far a file is, told on a connection of its own: whoever waits sees it before the transaction ends. */
export class Progress {
  private last = performance.now();

  constructor(
    private readonly db: DataSource,
    private readonly fileId: string,
  ) {}

  async tell(done: number): Promise<void> {
    if (performance.now() - this.last < EVERY_MS) return;
    this.last = performance.now();
    await this.db.manager.update(ImportProgress, this.fileId, { done, at: () => 'now()' });
  }
}
