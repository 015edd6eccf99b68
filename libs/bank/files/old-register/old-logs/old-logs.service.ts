import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { importer } from '#bank/people';
import { DeclaredLogs } from '#bank/workshop';
import { rowOf, rows, run } from '#platform/database';
import { type Actor, isMember, type Member, mustHave, NotFound, newId, RuleBroken, WRITE } from '#platform/kernel';
import { backoff, Outbox, type PendingRow } from '#platform/queue';
import { FOLDER_LIMITS, type FolderFile, filesOf, leftOut, stage, waiting } from './archive.js';
import { LogBatch } from './old-log.entity.js';
import { OldLogReading, type WaitingLog } from './old-log-reading.js';
import { OldLogQueries } from './old-logs.queries.js';

/** Up to so many files are read before the answer; beyond, a worker reads them. The code is the same. */
const READ_AT_ONCE = 60;
const QUEUE = 'data-import-logs';
/** Files of one transaction: what a killed worker has to read again. */
const PIECE = 100;
const STAGED_AT_ONCE = 50;

/** A folder of logs that another tool left: kept, tied to devices by their old number, and vouched for by a person. */
@Injectable()
export class OldLogsService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly reading: OldLogReading,
    private readonly queries: OldLogQueries,
    private readonly declared: DeclaredLogs,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: QUEUE,
      kind: 'import',
      pending: (limit) =>
        rows<PendingRow>(
          this.db,
          `SELECT id, attempts AS attempt FROM data_import.log_batch WHERE state = 'reading' AND due_at <= platform.now() ORDER BY due_at LIMIT $1`,
          [limit],
        ),
      process: ({ id }) => this.process(id),
      failed: async ({ id }) => {
        await run(
          this.db,
          `UPDATE data_import.log_batch SET attempts = attempts + 1, due_at = platform.now() + make_interval(secs => $2) WHERE id = $1 AND state = 'reading'`,
          [id, (backoff(1) ?? 2_000) / 1000 + 30],
        );
      },
    });
  }

  /**
   * Takes in a folder: loose files, ZIPs, or both. Small ones are read at once, large ones by a worker.
   * @returns the id of the folder, whose files each say what came of them.
   * @throws RuleBroken `data_import.logs_missing`, `data_import.archive_broken`, `data_import.archive_too_large`; NotFound.
   */
  async upload(
    tx: EntityManager,
    actor: Actor,
    uploads: readonly { readonly filename: string; readonly path: string }[],
  ): Promise<string> {
    const member = mustSign(actor);
    if (!uploads.length) throw new RuleBroken('data_import.logs_missing', {}, 'logs');
    const id = newId();
    const { membershipId, operatorNumber } = member;
    await tx.insert(LogBatch, { id, state: 'reading', files: 1, membershipId, operatorNumber });
    const left = { files: FOLDER_LIMITS.files, bytes: FOLDER_LIMITS.inAll, tooLarge: [] as string[] };
    let position = 0;
    let piece: FolderFile[] = [];
    const keep = async () => {
      await stage(tx, id, position, piece.map(waiting));
      position += piece.length;
      piece = [];
    };
    for (const upload of uploads) {
      for await (const file of filesOf(upload, left)) {
        piece.push(file);
        if (piece.length === STAGED_AT_ONCE) await keep();
      }
    }
    await keep();
    const tooLarge = left.tooLarge.slice(0, 1_000).map(leftOut);
    await stage(tx, id, position, tooLarge);
    position += tooLarge.length;
    if (!position) throw new RuleBroken('data_import.logs_missing', {}, 'logs');
    await tx.update(LogBatch, id, { files: position });
    if (position <= READ_AT_ONCE) await this.readPiece(tx, id);
    else await this.outbox.wake(tx, QUEUE);
    return id;
  }

  /** Looks again for the devices of logs that had none or several: more were taken over since. @returns how many found theirs. */
  async matchAgain(tx: EntityManager, actor: Actor, batchId: string): Promise<number> {
    const member = mustSign(actor);
    await this.batch(tx, batchId);
    const unmatched = await rows<{ id: string }>(
      tx,
      `SELECT id FROM data_import.old_log WHERE batch_id = $1 AND outcome = ANY (data_import.unplaced_outcomes()) ORDER BY position`,
      [batchId],
    );
    let found = 0;
    for (const { id } of unmatched) if (await this.reading.matchAgain(tx, member, id)) found += 1;
    return found;
  }

  /**
   * A person vouches, with their password, for every result of the folder that is ready: its device was declared to be here, and
   * an inventory since shows the very disk.
   * @returns how many. @throws RuleBroken `data_import.nothing_to_sign`, `refurbishment.secret_wrong`; NotFound.
   */
  async sign(tx: EntityManager, actor: Actor, batchId: string, password?: string): Promise<number> {
    const member = mustSign(actor);
    await this.batch(tx, batchId);
    const ready = await this.queries.ready(tx, batchId);
    if (!ready.length) throw new RuleBroken('data_import.nothing_to_sign');
    await this.declared.sign(tx, member, ready, password);
    return ready.length;
  }

  private async process(id: string): Promise<void> {
    while (await this.db.transaction((tx) => this.readPiece(tx, id)));
  }

  private async readPiece(tx: EntityManager, id: string): Promise<boolean> {
    const [batch] = await rows<{ membership_id: string }>(
      tx,
      `SELECT membership_id FROM data_import.log_batch WHERE id = $1 AND state = 'reading' FOR NO KEY UPDATE SKIP LOCKED`,
      [id],
    );
    if (!batch) return false;
    const actor = (await importer(tx, batch.membership_id)) as Member;
    const files = await rows<WaitingLog>(
      tx,
      `SELECT id, path, sha256, bytes FROM data_import.old_log WHERE batch_id = $1 AND outcome IS NULL ORDER BY position LIMIT ${PIECE}`,
      [id],
    );
    for (const file of files) await this.reading.read(tx, actor, file);
    if (files.length === PIECE) return true;
    await tx.update(LogBatch, id, { state: 'read' });
    return false;
  }

  private async batch(tx: EntityManager, id: string): Promise<void> {
    const row = await rowOf<{ state: LogBatch['state'] }>(
      tx,
      'SELECT state FROM data_import.log_batch WHERE id = $1 FOR NO KEY UPDATE',
      [id],
      { 'old logs': id },
    );
    if (row.state !== 'read') throw new RuleBroken('data_import.logs_not_read');
  }
}

/** Old logs are somebody's: the program itself vouches for none. */
function mustSign(actor: Actor): Member {
  mustHave(actor, WRITE.dataImport);
  if (!isMember(actor)) throw new NotFound('data_import');
  return actor;
}
