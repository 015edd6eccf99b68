import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { BlobStore } from '#bank/documents';
import { importer } from '#bank/people';
import { rows, ruleFromPg, run } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { backoff, Outbox, type PendingRow } from '#platform/queue';
import { ErasureService } from './erasure.service.js';
import { findLog } from './stored-file.js';

/** So often reading is tried again; then the file stays stored, and its page says that nobody could read it. */
const MOST_TRIES = 8;

/** Files that were stored and that the request which brought them did not read: it was killed, or Postgres was away. */
@Injectable()
export class UnreadFiles implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly blobs: BlobStore,
    private readonly erasure: ErasureService,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: 'evidence-files',
      kind: 'import',
      pending: (limit) =>
        rows<PendingRow>(
          this.db,
          `SELECT id, attempts::int AS attempt FROM refurbishment.erasure_log WHERE read_at IS NULL AND due_at <= platform.now() AND attempts < $2
           ORDER BY due_at LIMIT $1`,
          [limit, MOST_TRIES],
        ),
      process: ({ id }) => this.db.transaction((tx) => this.read(tx, id)),
      failed: async ({ id, attempt }) => {
        await run(
          this.db,
          `UPDATE refurbishment.erasure_log SET attempts = $2 + 1, due_at = platform.now() + make_interval(secs => $3) WHERE id = $1 AND read_at IS NULL AND attempts = $2`,
          [id, attempt, (backoff(attempt + 1) ?? 3_600_000) / 1000],
        );
      },
    });
  }

  /** As the request would have, by whoever sent it; where that proves nothing any more (the device left the bench), it is read alone. */
  private async read(tx: EntityManager, id: string): Promise<void> {
    const [file] = await rows<{ blob: string; filename: string; membership: string; device: string | null }>(
      tx,
      `SELECT l.blob_id AS blob, l.filename, l.membership_id AS membership,
         (SELECT s.device_id FROM refurbishment.log_sent_for s WHERE s.log_id = l.id LIMIT 1) AS device
       FROM refurbishment.erasure_log l WHERE l.id = $1 AND l.read_at IS NULL AND l.blob_id IS NOT NULL FOR NO KEY UPDATE OF l SKIP LOCKED`,
      [id],
    );
    if (!file) return;
    const bytes = await this.blobs.bytes(file.blob, tx);
    const stored = (await findLog(tx, { id }))!;
    const actor = await importer(tx, file.membership);
    try {
      await tx.transaction((inner) =>
        this.erasure.receive(inner, actor, { bytes, filename: file.filename }, file.device ?? undefined, stored),
      );
    } catch (error) {
      if (!(error instanceof RuleBroken) && !ruleFromPg(error)) throw error;
      await this.erasure.readAlone(tx, { bytes, filename: file.filename }, stored);
    }
  }
}
