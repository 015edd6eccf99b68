import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, isId, isMember, type Member, NotFound, newId, RuleBroken } from '#kernel';
import { importer } from '#people';
import { backoff, Outbox } from '#queue';
import { DeclaredLogs } from '#refurbishment';
import { mustTakeOver } from './access.js';
import { FOLDER_LIMITS, type FolderFile, filesOf } from './archive.js';
import { OldLogReading } from './old-log-reading.js';
import { OldLogQueries } from './old-logs.queries.js';

/** Up to so many files are read before the answer; beyond, a worker reads them. The code is the same. */
const READ_AT_ONCE = 60;
const QUEUE = 'takeover-logs';
/** Files of one transaction: what a killed worker has to read again. */
const PIECE = 100;

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
      pending: (limit) =>
        this.db.query(
          `SELECT id, attempts AS attempt FROM takeover.log_batch WHERE state = 'reading' AND due_at <= now() ORDER BY due_at LIMIT $1`,
          [limit],
        ),
      process: ({ id }) => this.process(id),
      failed: async ({ id }) => {
        await this.db.query(
          `UPDATE takeover.log_batch SET attempts = attempts + 1, due_at = now() + make_interval(secs => $2) WHERE id = $1 AND state = 'reading'`,
          [id, (backoff(1) ?? 2_000) / 1000 + 30],
        );
      },
    });
  }

  /**
   * Takes in a folder: loose files, ZIPs, or both. Small ones are read at once, large ones by a worker.
   * @returns the id of the folder, whose files each say what came of them.
   * @throws RuleBroken `takeover.logs_missing`, `takeover.archive_broken`, `takeover.archive_too_large`; NotFound.
   */
  async upload(
    tx: EntityManager,
    actor: Actor,
    uploads: readonly { readonly filename: string; readonly path: string }[],
  ): Promise<string> {
    const member = mustSign(actor);
    if (!uploads.length) throw new RuleBroken('takeover.logs_missing', {}, 'logs');
    const id = newId();
    await tx.query(
      `INSERT INTO takeover.log_batch (id, state, files, membership_id, operator_number) VALUES ($1, 'reading', 1, $2, $3)`,
      [id, member.membershipId, member.operatorNumber],
    );
    const left = { files: FOLDER_LIMITS.files, bytes: FOLDER_LIMITS.inAll, tooLarge: [] as string[] };
    let position = 0;
    let piece: FolderFile[] = [];
    const keep = async () => {
      if (piece.length) await this.stage(tx, id, position, piece);
      position += piece.length;
      piece = [];
    };
    for (const upload of uploads) {
      for await (const file of filesOf(upload, left)) {
        piece.push(file);
        if (piece.length === 50) await keep();
      }
    }
    await keep();
    for (const path of left.tooLarge.slice(0, 1_000)) {
      await tx.query(
        `INSERT INTO takeover.old_log (id, batch_id, position, path, sha256, size, outcome, facts) VALUES ($1, $2, $3, $4, repeat('0', 64), $5, 'unreadable', '{"reason": "too_large"}')`,
        [newId(), id, position, path.slice(0, 300), FOLDER_LIMITS.ofOne],
      );
      position += 1;
    }
    if (!position) throw new RuleBroken('takeover.logs_missing', {}, 'logs');
    await tx.query('UPDATE takeover.log_batch SET files = $2 WHERE id = $1', [id, position]);
    if (position <= READ_AT_ONCE) await this.readPiece(tx, id);
    else await this.outbox.wake(tx, QUEUE);
    return id;
  }

  /** Looks again for the devices of logs that had none or several: more were taken over since. @returns how many found theirs. */
  async matchAgain(tx: EntityManager, actor: Actor, batchId: string): Promise<number> {
    const member = mustSign(actor);
    await this.batch(tx, batchId);
    const waiting: { id: string }[] = await tx.query(
      `SELECT id FROM takeover.old_log WHERE batch_id = $1 AND outcome IN ('number_unknown','ambiguous','other_machine') ORDER BY position`,
      [batchId],
    );
    let found = 0;
    for (const { id } of waiting) if (await this.reading.matchAgain(tx, member, id)) found += 1;
    return found;
  }

  /**
   * A person vouches, with their password, for every result of the folder that is ready: its device was declared to be here, and
   * an inventory since shows the very disk.
   * @returns how many. @throws RuleBroken `takeover.nothing_to_sign`, `refurbishment.secret_wrong`; NotFound.
   */
  async sign(tx: EntityManager, actor: Actor, batchId: string, password: string): Promise<number> {
    const member = mustSign(actor);
    await this.batch(tx, batchId);
    const ready = await this.queries.ready(tx, batchId);
    if (!ready.length) throw new RuleBroken('takeover.nothing_to_sign');
    await this.declared.sign(tx, member, ready, password);
    return ready.length;
  }

  private async process(id: string): Promise<void> {
    while (await this.db.transaction((tx) => this.readPiece(tx, id)));
  }

  /** Reads the next files of a folder. @returns whether there are more. */
  private async readPiece(tx: EntityManager, id: string): Promise<boolean> {
    const [batch] = await tx.query(
      `SELECT membership_id FROM takeover.log_batch WHERE id = $1 AND state = 'reading' FOR NO KEY UPDATE SKIP LOCKED`,
      [id],
    );
    if (!batch) return false;
    const actor = (await importer(tx, batch.membership_id)) as Member;
    const files: { id: string; path: string; sha256: string; bytes: Buffer }[] = await tx.query(
      `SELECT id, path, sha256, bytes FROM takeover.old_log WHERE batch_id = $1 AND outcome IS NULL ORDER BY position LIMIT ${PIECE}`,
      [id],
    );
    for (const file of files) await this.reading.read(tx, actor, file);
    if (files.length === PIECE) return true;
    await tx.query(`UPDATE takeover.log_batch SET state = 'read' WHERE id = $1`, [id]);
    return false;
  }

  private async stage(tx: EntityManager, batchId: string, from: number, files: readonly FolderFile[]): Promise<void> {
    await tx.query(
      `INSERT INTO takeover.old_log (id, batch_id, position, path, sha256, size, bytes)
       SELECT x.id, $1, x.position, x.path, x.sha256, length(x.bytes), x.bytes
       FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::bytea[]) AS x(id, position, path, sha256, bytes)`,
      [
        batchId,
        files.map(() => newId()),
        files.map((_, i) => from + i),
        files.map((f) => f.path.replace(/\p{Cc}/gu, ' ').toWellFormed()),
        files.map((f) => f.sha256),
        files.map((f) => f.bytes),
      ],
    );
  }

  private async batch(tx: EntityManager, id: string): Promise<void> {
    const [row] = isId(id)
      ? await tx.query('SELECT state FROM takeover.log_batch WHERE id = $1 FOR NO KEY UPDATE', [id])
      : [];
    if (!row) throw new NotFound('old logs');
    if (row.state !== 'read') throw new RuleBroken('takeover.logs_not_read');
  }
}

/** Old logs are somebody's: the program itself vouches for none. */
function mustSign(actor: Actor): Member {
  mustTakeOver(actor);
  if (!isMember(actor)) throw new NotFound('takeover');
  return actor;
}
