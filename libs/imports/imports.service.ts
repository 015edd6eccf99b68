import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { mapConstraint, rows, run } from '#database';
import { BlobStore } from '#documents';
import { type Actor, isMember, newId, RuleBroken, thriftily } from '#kernel';
import { Outbox, type PendingRow } from '#queue';
import { ImportApplying } from './applying.js';
import { type FoundBefore, readChoices, rememberColumns, type Said } from './choosing.js';
import { endFile } from './ending.js';
import { noteFailure } from './failing.js';
import { ImportFile, ImportProgress } from './import.entity.js';
import type { AnyKind, ImportedFile } from './kind.js';
import { ImportKinds } from './kinds.js';
import type { ImportKindName } from './lists.js';
import { dropRows } from './parts.js';
import { ImportReading, READING_FILE, type ReadingFile } from './reading.js';
import { withSample } from './sample.js';
import { type ImportState, type ImportVerb, mayBe } from './states.js';
import { ImportWithdrawing } from './withdrawing.js';

mapConstraint('file_once', 'imports.file_twice', 'sheet');

/** Up to these, reading happens before the answer; beyond, a worker does it. The code is the same. */
const READ_AT_ONCE = { text: 256 * 1024, workbook: 64 * 1024 } as const;
const QUEUE = 'imports';
/** Nobody decided about it in this time: it is dropped, and its bytes with it. */
const KEPT_DAYS = 30;

/** Given to a worker, or to the answer itself, from the beginning. */
const ANEW = { notice: null, dueAt: () => 'now()', attempts: 0, turn: () => 'turn + 1' } as const;

export interface UploadedFile {
  readonly filename: string;
  readonly size: number;
  readonly sha256: string;
  /** The bytes, read once. */
  readonly source: AsyncIterable<Uint8Array> | Uint8Array;
}

/** A file locked for a decision. */
interface LockedFile extends ReadingFile, FoundBefore {
  readonly state: ImportState;
  readonly size: number;
  readonly rowsGood: number;
  readonly rowsWrong: number;
  readonly thingsRead: number;
  readonly thingsMade: number;
}

/**
 * A file from upload to what it makes, whatever it lists: read, shown, then applied or refused as a whole. Who may do so with which
 * file is said by its kind's library, which asks before it calls.
 */
@Injectable()
export class ImportsService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly blobs: BlobStore,
    private readonly kinds: ImportKinds,
    private readonly reading: ImportReading,
    private readonly applying: ImportApplying,
    private readonly withdrawing: ImportWithdrawing,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.process(id),
      failed: ({ id }, error) => this.db.transaction((tx) => noteFailure(tx, this.kinds, id, error)),
    });
    this.outbox.schedule({ name: 'imports.forget', everyMs: 3_600_000, run: () => this.forgetUndecided() });
  }

  /**
   * Keeps a file, sealed, and reads it: at once when it is small, else by a worker.
   * @returns the file's id.
   * @throws RuleBroken what its kind says of its subject, of an empty file, of bytes that are already here, and, for a small file,
   *   whatever makes it unreadable.
   */
  async upload(
    tx: EntityManager,
    actor: Actor,
    name: ImportKindName,
    upload: UploadedFile,
    { subjectId = null, settings = {} }: Partial<Pick<ImportedFile, 'subjectId' | 'settings'>> = {},
  ): Promise<string> {
    const kind = this.kinds.of(name);
    const id = newId();
    const filename = upload.filename.slice(0, 200);
    const file = { id, kind: name, subjectId, filename, settings, choices: {} };
    const subject = await kind.lockSubject(tx, actor, file);
    if (upload.size === 0) throw new RuleBroken(kind.refusals.empty, {}, 'sheet');
    await mustBeNew(tx, kind, subjectId, upload.sha256);
    const blob = await this.blobs.put(tx, upload.source, 'application/octet-stream', { sealed: true });
    await tx.insert(ImportFile, { ...file, sha256: upload.sha256, blobId: blob.id, state: 'reading', ...by(actor) });
    await tx.insert(ImportProgress, { fileId: id, done: 0 });
    await this.readSoon(tx, actor, { ...file, blobId: blob.id }, subject, upload.size, filename);
    return id;
  }

  /**
   * Reads a file again, as a person says: another sheet, another row of titles, other columns. What they said of the columns is
   * remembered.
   * @throws RuleBroken `not_now` and `columns_twice` of the kind, and whatever makes it unreadable.
   */
  async choose(tx: EntityManager, actor: Actor, fileId: string, said: Said): Promise<void> {
    const { kind, file } = await this.lock(tx, fileId, 'choose');
    const choices = readChoices(kind, file, said);
    const subject = await kind.subject(tx, file);
    await rememberColumns(tx, actor, kind, kind.scope(subject), file.header, choices);
    await dropRows(tx, fileId, 'all');
    const none = { rowsSeen: 0, rowsGood: 0, rowsWrong: 0, rowsLeft: 0, rowsWarned: 0, thingsRead: 0 };
    await tx.update(ImportFile, fileId, { ...ANEW, ...none, state: 'reading', error: null, choices });
    await tx.update(ImportProgress, fileId, { done: 0 });
    const name = file.format === 'csv' ? '' : `x.${file.format}`;
    await this.readSoon(tx, actor, { ...file, choices }, subject, file.size, name);
  }

  /**
   * Makes what the good rows say. `whole`: all rows or none, also when one becomes wrong between now and then.
   * @throws RuleBroken `not_now`, `nothing_good`, `rows_wrong` of the kind.
   */
  async apply(tx: EntityManager, actor: Actor, fileId: string, { whole = false } = {}): Promise<void> {
    const { kind, file } = await this.lock(tx, fileId, 'apply');
    if (whole && file.rowsWrong > 0) throw new RuleBroken(kind.refusals.rows_wrong, { wrong: file.rowsWrong });
    if (file.rowsGood <= 0) throw new RuleBroken(kind.refusals.nothing_good);
    await tx.update(ImportFile, fileId, { ...ANEW, state: 'applying', ...by(actor), onlyWhole: whole });
    await tx.update(ImportProgress, fileId, { done: 0 });
    if (file.thingsRead <= kind.applyAtOnce) await this.applying.apply(tx, fileId);
    else await this.outbox.wake(tx, QUEUE);
  }

  /**
   * Takes back everything that an applied file made, but for what has moved on since; the same bytes may come again then.
   * @throws RuleBroken `not_now` of the kind.
   */
  async withdraw(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    const { kind, file } = await this.lock(tx, fileId, 'withdraw');
    if (!kind.withdraw) throw new RuleBroken(kind.refusals.not_now, { state: file.state });
    await tx.update(ImportFile, fileId, { ...ANEW, state: 'withdrawing', ...by(actor) });
    await tx.update(ImportProgress, fileId, { done: 0 });
    if (file.thingsMade <= kind.applyAtOnce) await this.withdrawing.withdraw(tx, fileId);
    else await this.outbox.wake(tx, QUEUE);
  }

  /** Drops a file that made nothing yet; its rows are forgotten. @throws RuleBroken `not_now` of the kind. */
  async refuse(tx: EntityManager, fileId: string): Promise<void> {
    await this.lock(tx, fileId, 'refuse');
    await endFile(tx, this.blobs, fileId, { state: 'refused' });
  }

  /** Forgets what was read of wrong rows, so many days after a file of this kind was applied. @returns how many. */
  forgetRows(tx: EntityManager, kind: ImportKindName, days: number): Promise<number> {
    return run(
      tx,
      `DELETE FROM imports.row r USING imports.file f WHERE f.id = r.file_id AND f.kind = $1 AND f.state = 'applied'
         AND f.applied_at < now() - make_interval(days => $2)`,
      [kind, days],
    );
  }

  /** Drops files that nobody decided about: their bytes are kept no longer. */
  async forgetUndecided(): Promise<void> {
    const old = await rows<{ id: string }>(
      this.db,
      `SELECT id FROM imports.file WHERE blob_id IS NOT NULL AND created_at < now() - make_interval(days => $1) AND state <> ALL (imports.working_states())`,
      [KEPT_DAYS],
    );
    for (const { id } of old) {
      await this.db.transaction(async (tx) => {
        const [still] = await rows<{ state: ImportState }>(
          tx,
          'SELECT state FROM imports.file WHERE id = $1 FOR NO KEY UPDATE',
          [id],
        );
        if (still && mayBe('refuse', still.state)) await endFile(tx, this.blobs, id, { state: 'refused' });
      });
    }
  }

  /** At once when it is small; how a file is named only decides when it is read, never how. */
  private async readSoon(
    tx: EntityManager,
    actor: Actor,
    file: ReadingFile,
    subject: unknown,
    size: number,
    filename: string,
  ): Promise<void> {
    const limit = READ_AT_ONCE[/\.(?:xls[xm]?|ods)$/i.test(filename) ? 'workbook' : 'text'];
    if (size <= limit) await this.reading.read(tx, actor, file, subject);
    else await this.outbox.wake(tx, QUEUE);
  }

  private async lock(tx: EntityManager, id: string, verb: ImportVerb): Promise<{ kind: AnyKind; file: LockedFile }> {
    const [found] = await rows<LockedFile & { sample: Buffer | null; sampleKey: string | null }>(
      tx,
      `SELECT ${READING_FILE}, state, format, sheet, header_row AS "headerRow", header, sample, sample_key AS "sampleKey", rows_good AS "rowsGood",
         rows_wrong AS "rowsWrong", things_read AS "thingsRead", things_made AS "thingsMade",
         coalesce((SELECT b.size FROM documents.blob b WHERE b.id = f.blob_id), 0)::float8 AS size
       FROM imports.file f WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    const kind = this.kinds.of(found!.kind);
    if (!mayBe(verb, found!.state)) throw new RuleBroken(kind.refusals.not_now, { state: found!.state });
    return { kind, file: withSample(found!) };
  }

  /** A file is given to workers several times: their attempts must not share a number, or the queue takes them for one. */
  private pending(limit: number): Promise<PendingRow[]> {
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts + 1000 * turn AS attempt FROM imports.file WHERE state = ANY (imports.working_states()) AND due_at <= now()
         AND kind = ANY ($2) ORDER BY due_at LIMIT $1`,
      [limit, this.kinds.names],
    );
  }

  /** The lock on the row is the claim: a worker that dies lets it go, and nothing it did stays. */
  private async process(id: string): Promise<void> {
    await thriftily(() =>
      this.db.transaction(async (tx) => {
        await this.reading.readWaiting(tx, id);
        await this.applying.apply(tx, id);
        await this.withdrawing.withdraw(tx, id);
      }),
    );
  }
}

const by = (actor: Actor) => ({
  membershipId: isMember(actor) ? actor.membershipId : null,
  operatorNumber: isMember(actor) ? actor.operatorNumber : null,
});

async function mustBeNew(tx: EntityManager, kind: AnyKind, subjectId: string | null, hash: string): Promise<void> {
  const [twin] = await rows<{ filename: string; state: ImportState; created_at: Date }>(
    tx,
    `SELECT filename, state, created_at FROM imports.file WHERE kind = $1 AND subject_id IS NOT DISTINCT FROM $2 AND sha256 = $3
       AND state <> ALL (imports.failed_states())`,
    [kind.name, subjectId, hash],
  );
  if (!twin) return;
  const { filename, state, created_at: at } = twin;
  throw new RuleBroken(kind.refusals.twice, { filename, state, at }, 'sheet');
}
