import type { DataSource, EntityManager } from 'typeorm';
import { run } from '#platform/database';
import type { Progress } from '../paper/paper.js';

/** Often enough for a person who waits, seldom enough to cost nothing. */
const EVERY_MS = 300;

/**
 * How far a long paper is, written outside of the transaction that stores it so that a page can tell. Only a courtesy: it
 * never makes the paper fail, and is gone once the paper is there.
 */
export class PaperProgress {
  private last = performance.now();
  private writing: Promise<unknown> | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly documentId: string,
  ) {}

  readonly told = ({ done, total }: Progress): void => {
    if (this.writing || performance.now() - this.last < EVERY_MS) return;
    this.last = performance.now();
    this.writing = run(
      this.db,
      `INSERT INTO documents.progress (document_id, done, total) VALUES ($1, $2, $3)
         ON CONFLICT (document_id) DO UPDATE SET done = excluded.done, total = excluded.total, at = platform.now()`,
      [this.documentId, done, total],
    )
      .catch(() => {})
      .finally(() => {
        this.writing = null;
      });
  };

  /** The paper is drawn: what was told of it goes with the same commit. */
  async over(tx: EntityManager): Promise<void> {
    await this.writing;
    await run(tx, 'DELETE FROM documents.progress WHERE document_id = $1', [this.documentId]);
  }
}
