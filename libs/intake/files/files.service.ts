import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { mapConstraint, rows, ruleFromPg, run } from '#database';
import { BlobStore } from '#documents';
import { type Actor, isMember, newId, RuleBroken, thriftily } from '#kernel';
import { backoff, Outbox, type PendingRow } from '#queue';
import { DonationsService } from '../donations.service.js';
import { DonorFile, FileProgress } from './file.entity.js';
import { FileQueries } from './file.queries.js';
import type { FileState } from './file.views.js';
import { FileApplying } from './file-applying.js';
import { type FileChoices, readChoices, rememberColumns } from './file-choosing.js';
import { endFile } from './file-deciding.js';
import { dropRows } from './file-parts.js';
import { FileReading } from './file-reading.js';

mapConstraint('file_once', 'intake.file_twice', 'sheet');

/** Up to these, reading and applying happen before the answer; beyond, a worker does them. The code is the same. */
const READ_AT_ONCE = { csv: 256 * 1024, xlsx: 64 * 1024 } as const;
const APPLY_AT_ONCE = 500;
const QUEUE = 'intake';
/** Numbers that another transaction took at the same moment: the next attempt sees them, and leaves those rows out. */
const RACES: ReadonlySet<string> = new Set(['devices.serial_taken', 'devices.alias_taken']);

/** Given to a worker, or to the answer itself, from the beginning. */
const ANEW = { notice: null, dueAt: () => 'now()', attempts: 0, turn: () => 'turn + 1' } as const;

export interface UploadedSheet {
  readonly filename: string;
  readonly size: number;
  readonly sha256: string;
  /** The bytes, read once. */
  readonly source: AsyncIterable<Uint8Array> | Uint8Array;
}

/** A donor's spreadsheet, from upload to devices: read, shown, then applied or refused as a whole. */
@Injectable()
export class FilesService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly blobs: BlobStore,
    private readonly donations: DonationsService,
    private readonly queries: FileQueries,
    private readonly reading: FileReading,
    private readonly applying: FileApplying,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.process(id),
      failed: (row, error) => this.failed(row, error),
    });
  }

  /**
   * Keeps a donor's file and reads it: at once when it is small, else by a worker.
   * @returns the file's id.
   * @throws RuleBroken `intake.donation_not_open`, `intake.file_empty`, `intake.file_twice` (the same bytes are already here for this
   *   donation), and, for a small file, whatever makes it unreadable (`intake.sheet_*`); NotFound for another's donation.
   */
  async upload(tx: EntityManager, actor: Actor, donationId: string, sheet: UploadedSheet): Promise<string> {
    const donation = await this.donations.lock(tx, actor, donationId, 'share');
    if (donation.state !== 'received')
      throw new RuleBroken('intake.donation_not_open', { number: donation.number, state: donation.state });
    if (sheet.size === 0) throw new RuleBroken('intake.file_empty', {}, 'sheet');
    const [twin] = await rows<{ filename: string; state: FileState; created_at: Date }>(
      tx,
      `SELECT filename, state, created_at FROM intake.file WHERE donation_id = $1 AND sha256 = $2 AND state <> ALL (intake.failed_file_states())`,
      [donationId, sheet.sha256],
    );
    if (twin)
      throw new RuleBroken(
        'intake.file_twice',
        { filename: twin.filename, state: twin.state, at: twin.created_at },
        'sheet',
      );
    const blob = await this.blobs.put(tx, sheet.source, 'application/octet-stream');
    const id = newId();
    const member = isMember(actor) ? actor : null;
    await tx.insert(DonorFile, {
      id,
      donationId,
      filename: sheet.filename.slice(0, 200),
      sha256: sheet.sha256,
      blobId: blob.id,
      state: 'reading',
      membershipId: member?.membershipId ?? null,
      operatorNumber: member?.operatorNumber ?? null,
    });
    await tx.insert(FileProgress, { fileId: id, done: 0 });
    await this.readSoon(tx, actor, id, sheet.size, sheet.filename);
    return id;
  }

  /**
   * Reads a file again, as a person says: another sheet, another row of titles, other columns. What they said of the columns is
   * remembered for this donor.
   * @throws RuleBroken `intake.file_not_ready`, `intake.columns_twice`, and whatever makes it unreadable; NotFound.
   */
  async choose(tx: EntityManager, actor: Actor, fileId: string, said: FileChoices): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    if (file.state !== 'ready' && file.state !== 'failed')
      throw new RuleBroken('intake.file_not_ready', { state: file.state });
    const choices = readChoices(file, said);
    await rememberColumns(tx, actor, file.donationId, file.header, choices);
    await dropRows(tx, fileId, 'all');
    await tx.update(DonorFile, fileId, {
      ...ANEW,
      state: 'reading',
      error: null,
      choices,
      rowsRead: 0,
      rowsWrong: 0,
      rowsWarned: 0,
      devicesRead: 0,
    });
    await tx.update(FileProgress, fileId, { done: 0 });
    const [blob] = await rows<{ size: number }>(
      tx,
      'SELECT b.size::float8 AS size FROM documents.blob b JOIN intake.file f ON f.blob_id = b.id WHERE f.id = $1',
      [fileId],
    );
    await this.readSoon(tx, actor, fileId, blob!.size, file.format === 'xlsx' ? 'x.xlsx' : '');
  }

  /** At once when it is small; how a file is named only decides when it is read, never how. */
  private async readSoon(tx: EntityManager, actor: Actor, id: string, size: number, filename: string): Promise<void> {
    const limit = READ_AT_ONCE[/\.xls[xm]$/i.test(filename) ? 'xlsx' : 'csv'];
    if (size <= limit) await this.reading.read(tx, actor, id);
    else await this.outbox.wake(tx, QUEUE);
  }

  /**
   * Makes the devices of a file's good rows. `whole`: all its rows or none, also when one becomes wrong between now and then.
   * @throws RuleBroken `intake.file_not_ready`, `intake.file_nothing_good`, `intake.file_rows_wrong`, NotFound.
   */
  async apply(tx: EntityManager, actor: Actor, fileId: string, { whole = false } = {}): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    if (file.state !== 'ready') throw new RuleBroken('intake.file_not_ready', { state: file.state });
    if (file.rowsRead - file.rowsWrong <= 0) throw new RuleBroken('intake.file_nothing_good');
    if (whole && file.rowsWrong > 0) throw new RuleBroken('intake.file_rows_wrong', { wrong: file.rowsWrong });
    const member = isMember(actor) ? actor : null;
    await tx.update(DonorFile, fileId, {
      ...ANEW,
      state: 'applying',
      membershipId: member?.membershipId ?? null,
      operatorNumber: member?.operatorNumber ?? null,
      onlyWhole: whole,
    });
    await tx.update(FileProgress, fileId, { done: 0 });
    if (file.devicesRead <= APPLY_AT_ONCE) await this.applying.apply(tx, fileId);
    else await this.outbox.wake(tx, QUEUE);
  }

  /** Drops a file that made nothing yet; its rows are forgotten. @throws RuleBroken `intake.file_not_ready`, NotFound. */
  async refuse(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    if (file.state !== 'ready' && file.state !== 'failed')
      throw new RuleBroken('intake.file_not_ready', { state: file.state });
    await endFile(tx, this.blobs, fileId, { state: 'refused' });
  }

  /** A file is given to workers several times: their attempts must not share a number, or the queue takes them for one. */
  private pending(limit: number): Promise<PendingRow[]> {
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts + 1000 * turn AS attempt FROM intake.file WHERE state = ANY (intake.working_file_states()) AND due_at <= now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /** The lock on the row is the claim: a worker that dies lets it go, and nothing it did stays. */
  private async process(id: string): Promise<void> {
    await thriftily(() =>
      this.db.transaction(async (tx) => {
        await this.reading.readWaiting(tx, id);
        await this.applying.apply(tx, id);
      }),
    );
  }

  /** A rule says no for good, unless somebody else was faster by a moment; anything else is tried again a few times. */
  private async failed({ id }: PendingRow, error: Error): Promise<void> {
    const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
    await this.db.transaction(async (tx) => {
      const [file] = await rows<{ attempts: number }>(
        tx,
        `SELECT attempts FROM intake.file WHERE id = $1 AND state = ANY (intake.working_file_states()) FOR NO KEY UPDATE`,
        [id],
      );
      if (!file) return;
      const wait = rule && !RACES.has(rule.code) ? null : backoff(file.attempts + 1);
      if (wait !== null) {
        await run(
          tx,
          'UPDATE intake.file SET attempts = attempts + 1, due_at = now() + make_interval(secs => $2) WHERE id = $1',
          [id, wait / 1000],
        );
        return;
      }
      const code = rule?.code ?? 'intake.file_failed';
      await tx.update(DonorFile, id, { state: 'failed', error: code, errorFacts: rule?.facts ?? {} });
    });
  }
}
