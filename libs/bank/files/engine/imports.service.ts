import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { BlobStore } from '#bank/documents';
import { mapConstraint, rows, ruleFromPg } from '#platform/database';
import { type Actor, newId, RuleBroken, withLeanHeap, writtenBy } from '#platform/kernel';
import { Outbox, type PendingRow } from '#platform/queue';
import { ImportFile } from './import.entity.js';
import { type AnyKind, type ImportedFile, ImportKinds } from './kind.js';
import { readChoices, rememberColumns, type SheetAnswers } from './sheets/choosing.js';
import { mustBeLeft, takeRest } from './sheets/sheets.js';
import type { ImportState } from './states.js';
import { type Applied, ImportApplying, ImportWithdrawing } from './steps/applying.js';
import { endFile, forgetRows, forgetUndecided, noteFailure } from './steps/ending.js';
import { beginProgress } from './steps/progress.js';
import { ANEW, ImportReading, lockFile, QUEUE } from './steps/reading.js';
import type { ImportKindName } from './word-lists.js';

const TWICE = 'imports.file_twice';
mapConstraint('file_once', TWICE, 'sheet');
mapConstraint('file_sheet_once', 'imports.sheet_taken', 'sheet');

export interface UploadedFile {
  readonly filename: string;
  readonly size: number;
  readonly sha256: string;
  readonly source: AsyncIterable<Uint8Array> | Uint8Array;
}

export interface UploadedWith extends Partial<Pick<ImportedFile, 'subjectId' | 'settings'>> {
  readonly now?: boolean;
}

/**
 * A file from upload to what it makes, whatever it lists: read, shown, then applied or refused as a whole. Who may do so with which
 * file is said by its kind's room, which asks before it calls.
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
      kind: 'import',
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.process(id),
      failed: ({ id }, error) => this.db.transaction((tx) => noteFailure(tx, this.kinds, id, error)),
    });
    this.outbox.schedule({
      name: 'imports.forget',
      everyMs: 3_600_000,
      run: () => forgetUndecided(this.db, this.blobs),
    });
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
    { subjectId = null, settings = {}, now = false }: UploadedWith = {},
  ): Promise<string> {
    const kind = this.kinds.of(name);
    const id = newId();
    const { filename } = upload;
    const file: ImportedFile = { id, kind: name, subjectId, filename, settings, choices: {} };
    const subject = await kind.lockSubject(tx, actor, file, { toApply: false });
    if (upload.size === 0) throw new RuleBroken(kind.refusals.empty, {}, 'sheet');
    if (!kind.comesAgain) await mustBeNew(tx, kind, subjectId, upload.sha256);
    const blob = await this.blobs.put(tx, upload.source, 'application/octet-stream', { sealed: true });
    await tx
      .insert(ImportFile, { ...file, sha256: upload.sha256, blobId: blob.id, state: 'reading', ...writtenBy(actor) })
      .catch((error: Error) => {
        // Sent twice at the same moment.
        if (ruleFromPg(error)?.code === TWICE) throw new RuleBroken(kind.refusals.twice, {}, 'sheet');
        throw error;
      });
    await this.reading.soon(
      tx,
      actor,
      { ...file, blobId: blob.id, rootId: null },
      subject,
      now ? 0 : upload.size,
      filename,
    );
    return id;
  }

  /**
   * Reads a file again, as a person says: another sheet, another row of titles, other columns. What they said of the columns is
   * remembered.
   * @throws RuleBroken `not_now`, `columns_twice` and `sheet_taken` of the kind, and whatever makes it unreadable.
   */
  async choose(tx: EntityManager, actor: Actor, fileId: string, said: SheetAnswers): Promise<void> {
    const { kind, file } = await lockFile(tx, this.kinds, fileId, 'choose');
    const { answers = {} } = file.choices;
    const choices = { ...readChoices(kind, file, said), answers };
    if (file.rootId) await mustBeLeft(tx, kind, file.rootId, [choices.sheet ?? 0, ...(choices.also ?? [])]);
    const subject = await kind.subject(tx, file);
    await rememberColumns(tx, actor, kind, kind.scope(subject), file.header, choices);
    await this.reading.again(tx, actor, { ...file, choices }, subject);
  }

  /**
   * Makes what the good rows say. `whole`: all rows or none, also when one becomes wrong between now and then. `things`: how many a
   * person says that they make, asked of a file of very many. `checked`: it was uploaded in this very transaction, which lets nothing
   * become wrong since.
   * @returns what it made, where that is done before the answer.
   * @throws RuleBroken `not_now`, `nothing_good`, `rows_wrong` of the kind, and the code of its `unasked`.
   */
  async apply(
    tx: EntityManager,
    actor: Actor,
    fileId: string,
    {
      whole = false,
      things,
      checked = false,
    }: { readonly whole?: boolean; readonly things?: number | undefined; readonly checked?: boolean } = {},
  ): Promise<Applied | null> {
    const { kind, file } = await lockFile(tx, this.kinds, fileId, 'apply');
    if (kind.mustAnswer && file.wordsAsked > 0)
      throw new RuleBroken(kind.refusals.words_asked, { count: file.wordsAsked });
    if (whole && file.rowsWrong > 0)
      throw new RuleBroken(kind.refusals.rows_wrong, { wrong: file.rowsWrong, count: file.rowsWrong });
    if (file.rowsGood <= 0) throw new RuleBroken(kind.refusals.nothing_good);
    const { thingsRead } = file;
    if (kind.unasked && thingsRead > kind.unasked.things && things !== thingsRead)
      throw new RuleBroken(kind.unasked.code, { count: thingsRead, unasked: kind.unasked.things });
    await tx.update(ImportFile, fileId, { ...ANEW, state: 'applying', ...writtenBy(actor), onlyWhole: whole });
    if (file.thingsRead <= kind.applyAtOnce) return this.applying.apply(tx, fileId, { atOnce: actor, checked });
    await this.hand(tx, fileId);
    return null;
  }

  /**
   * Takes back everything that an applied file made, but for what has moved on since; the same bytes may come again then. `settings`: what
   * its kind asks about it.
   * @throws RuleBroken `not_now` of the kind.
   */
  async withdraw(
    tx: EntityManager,
    actor: Actor,
    fileId: string,
    settings: ImportedFile['settings'] = {},
  ): Promise<void> {
    const { kind, file } = await lockFile(tx, this.kinds, fileId, 'withdraw');
    if (!kind.withdraw) throw new RuleBroken(kind.refusals.not_now, { state: file.state });
    const said = { ...file.settings, ...settings };
    await tx.update(ImportFile, fileId, { ...ANEW, state: 'withdrawing', settings: said, ...writtenBy(actor) });
    if (file.thingsMade <= kind.applyAtOnce) await this.withdrawing.withdraw(tx, fileId, actor);
    else await this.hand(tx, fileId);
  }

  async askAgain(tx: EntityManager, fileId: string): Promise<void> {
    const { file } = await lockFile(tx, this.kinds, fileId, 'ask_again');
    await tx.update(ImportFile, fileId, { state: 'asking', choices: { ...file.choices, agreed: false } });
  }

  /** Drops a file that made nothing yet; its rows are forgotten. @throws RuleBroken `not_now` of the kind. */
  async refuse(tx: EntityManager, fileId: string): Promise<void> {
    const { kind } = await lockFile(tx, this.kinds, fileId, 'refuse');
    await endFile(tx, this.blobs, fileId, { state: 'refused', bySheet: kind.bySheet });
  }

  /**
   * Takes another sheet of a workbook of which one was taken: a file of its own, from the same sealed bytes. Whoever asks may see the file.
   * @returns the new file's id.
   * @throws RuleBroken `not_now` (its bytes are gone, or another sheet is being decided about), `sheet_taken` of the kind, and whatever
   *   makes it unreadable.
   */
  async takeSheet(tx: EntityManager, actor: Actor, fileId: string, sheet: number): Promise<string> {
    const { book, blobId, size } = await this.rest(tx, fileId);
    const kind = this.kinds.of(book.kind);
    await mustBeLeft(tx, kind, book.id, [sheet]);
    const { sha256, createdAt, ...said } = book;
    const file = { ...said, id: newId(), choices: { sheet }, blobId, rootId: book.id };
    const subject = await kind.lockSubject(tx, actor, file, { toApply: false });
    await tx.insert(ImportFile, { ...file, sha256, createdAt, state: 'reading', ...writtenBy(actor) });
    await this.reading.soon(tx, actor, file, subject, size, file.filename);
    return file.id;
  }

  /** Forgets the sheets of a workbook that nobody wants. @throws RuleBroken `not_now` of the kind. */
  async forgetSheets(tx: EntityManager, fileId: string): Promise<void> {
    const { blobId } = await this.rest(tx, fileId);
    await this.blobs.drop(tx, blobId);
  }

  private async rest(tx: EntityManager, fileId: string) {
    const { book, rest } = await takeRest(tx, fileId);
    if (!rest) throw new RuleBroken(this.kinds.of(book.kind).refusals.not_now);
    return { book, ...rest };
  }

  /** Forgets what was read of wrong rows and of words, so many days after their file was applied. @returns how many rows. */
  forgetRows(tx: EntityManager): Promise<number> {
    return forgetRows(tx);
  }

  forgetUndecided(kind: ImportKindName, days: number): Promise<void> {
    return forgetUndecided(this.db, this.blobs, { kind, days });
  }

  /** A file is given to workers several times: their attempts must not share a number, or the queue takes them for one. */
  private pending(limit: number): Promise<PendingRow[]> {
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts + 1000 * turn AS attempt FROM imports.file WHERE state = ANY (imports.working_states()) AND due_at <= platform.now()
         AND kind = ANY ($2) ORDER BY due_at LIMIT $1`,
      [limit, this.kinds.names],
    );
  }

  private async hand(tx: EntityManager, fileId: string): Promise<void> {
    await beginProgress(tx, fileId);
    await this.outbox.wake(tx, QUEUE);
  }

  /** The lock on the row is the claim: a worker that dies lets it go, and nothing it did stays. */
  private async process(id: string): Promise<void> {
    await withLeanHeap(() =>
      this.db.transaction(async (tx) => {
        await this.reading.readWaiting(tx, id);
        await this.applying.apply(tx, id);
        await this.withdrawing.withdraw(tx, id);
      }),
    );
  }
}

async function mustBeNew(tx: EntityManager, kind: AnyKind, subjectId: string | null, hash: string): Promise<void> {
  const [twin] = await rows<{ filename: string; state: ImportState; created_at: Date }>(
    tx,
    `SELECT filename, state, created_at FROM imports.file WHERE kind = $1 AND subject_id IS NOT DISTINCT FROM $2 AND sha256 = $3
       AND root_id IS NULL AND state <> ALL (imports.failed_states())`,
    [kind.name, subjectId, hash],
  );
  if (!twin) return;
  const { filename, state, created_at: at } = twin;
  throw new RuleBroken(kind.refusals.twice, { filename, state, at }, 'sheet');
}

/** What is decided about the files of one kind, each time by somebody whose file it is. */
export abstract class FilesOfKind {
  constructor(protected readonly imports: ImportsService) {}

  /** @throws NotFound when the file is not the actor's to decide about. */
  protected abstract mustBeTheirs(tx: EntityManager, actor: Actor, id: string): Promise<unknown>;

  /**
   * Reads a file again, as a person says: another sheet, another row of titles, other columns. What they said of the columns is
   * remembered for files with the same titles.
   * @throws RuleBroken `not_now`, `columns_twice` and `sheet_taken` of the kind, and whatever makes it unreadable; NotFound.
   */
  async choose(tx: EntityManager, actor: Actor, id: string, said: SheetAnswers): Promise<void> {
    await this.mustBeTheirs(tx, actor, id);
    await this.imports.choose(tx, actor, id, said);
  }

  protected async take(
    tx: EntityManager,
    actor: Actor,
    id: string,
    how: Parameters<ImportsService['apply']>[3] = {},
  ): Promise<Applied | null> {
    await this.mustBeTheirs(tx, actor, id);
    return this.imports.apply(tx, actor, id, how);
  }

  async withdraw(tx: EntityManager, actor: Actor, id: string, settings?: ImportedFile['settings']): Promise<void> {
    await this.mustBeTheirs(tx, actor, id);
    await this.imports.withdraw(tx, actor, id, settings);
  }

  /** Drops a file that made nothing; what was read of it is forgotten. @throws RuleBroken `not_now` of the kind; NotFound. */
  async refuse(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    await this.mustBeTheirs(tx, actor, id);
    await this.imports.refuse(tx, id);
  }

  /**
   * Takes another sheet of a workbook of which one was taken, without sending it again. @returns the id of that sheet's file.
   * @throws RuleBroken `not_now` of the kind (its bytes are gone, or another sheet is being decided about), `sheet_taken`, and whatever
   *   makes it unreadable; NotFound.
   */
  async takeSheet(tx: EntityManager, actor: Actor, id: string, sheet: number): Promise<string> {
    await this.mustBeTheirs(tx, actor, id);
    return this.imports.takeSheet(tx, actor, id, sheet);
  }

  /** Forgets the sheets that nobody wants. @throws RuleBroken `not_now` of the kind; NotFound. */
  async forgetSheets(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    await this.mustBeTheirs(tx, actor, id);
    await this.imports.forgetSheets(tx, id);
  }
}
