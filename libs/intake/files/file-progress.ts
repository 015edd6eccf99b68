import type { DataSource } from 'typeorm';

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
    await this.db.query('UPDATE intake.file_progress SET done = $2, at = now() WHERE file_id = $1', [
      this.fileId,
      done,
    ]);
  }
}
