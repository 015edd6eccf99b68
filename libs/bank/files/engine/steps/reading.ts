import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BlobStore } from '#bank/documents';
import { importer } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, RuleBroken } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { ImportFile } from '../import.entity.js';
import { type AnyKind, type ImportedFile, ImportKinds } from '../kind.js';
import type { FoundBefore } from '../sheets/choosing.js';
import type { ColumnMemory, FoundHeader, OpenedFile } from '../sheets/opened-file.js';
import { type ImportState, type ImportVerb, mayBe } from '../states.js';
import type { FileFormat } from '../word-lists.js';
import { answersFor } from '../words/words.js';
import { keepFindings, withSample } from './findings.js';
import { beginProgress, Progress } from './progress.js';
import { BATCH, RowKeeping } from './row-keeping.js';
import { dropRows } from './rows.js';

export interface ReadingFile extends ImportedFile {
  readonly blobId: string;
  /** The file that was sent, of which this one takes another sheet. */
  readonly rootId: string | null;
}

export const READING_FILE = `id, kind, subject_id AS "subjectId", filename, settings, choices, blob_id AS "blobId", root_id AS "rootId"`;

/** Up to these, reading happens before the answer; beyond, a worker does it. The code is the same. */
const READ_AT_ONCE = { text: 256 * 1024, workbook: 64 * 1024 } as const;
export const QUEUE = 'imports';

/** Given to a worker, or to the answer itself, from the beginning. */
export const ANEW = { notice: null, dueAt: () => 'platform.now()', attempts: 0, turn: () => 'turn + 1' } as const;
const UNREAD = {
  rowsSeen: 0,
  rowsGood: 0,
  rowsWrong: 0,
  rowsLeft: 0,
  rowsWarned: 0,
  thingsRead: 0,
  wordsAsked: 0,
  rowsUnsure: 0,
} as const;

/** From the bytes of a file to rows that a person can judge. */
@Injectable()
export class ImportReading {
  constructor(
    private readonly blobs: BlobStore,
    private readonly kinds: ImportKinds,
    private readonly outbox: Outbox,
  ) {}

  /** The worker's way in: does nothing when the file is not waiting to be read, or another worker is at it. */
  async readWaiting(tx: EntityManager, fileId: string): Promise<void> {
    const [file] = await rows<ReadingFile & { membershipId: string | null }>(
      tx,
      `SELECT ${READING_FILE}, membership_id AS "membershipId" FROM imports.file WHERE id = $1 AND state = 'reading' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (!file) return;
    const subject = await this.kinds.of(file.kind).subject(tx, file);
    await this.read(tx, await importer(tx, file.membershipId), file, subject, new Progress(tx, fileId));
  }

  /** At once when it is small; how a file is named only decides when it is read, never how. */
  async soon(
    tx: EntityManager,
    actor: Actor,
    file: ReadingFile,
    subject: unknown,
    size: number,
    filename: string,
  ): Promise<void> {
    const limit = READ_AT_ONCE[/\.(?:xls[xm]?|ods)$/i.test(filename) ? 'workbook' : 'text'];
    if (size <= limit) return this.read(tx, actor, file, subject);
    await beginProgress(tx, file.id);
    await this.outbox.wake(tx, QUEUE);
  }

  async again(
    tx: EntityManager,
    actor: Actor,
    file: ReadingFile & { readonly size: number; readonly format: FileFormat | null },
    subject: unknown,
  ): Promise<void> {
    const { id, choices } = file;
    await dropRows(tx, id, 'all');
    await tx.update(ImportFile, id, { ...ANEW, ...UNREAD, state: 'reading', error: null, choices });
    await this.soon(tx, actor, file, subject, file.size, file.format === 'csv' ? '' : `x.${file.format}`);
  }

  /**
   * Reads a file that waits for it, and of which no row is kept; afterwards it is ready to be decided about, or somebody has to say what its columns are.
   * @throws RuleBroken whatever makes it no file of its kind.
   */
  async read(tx: EntityManager, actor: Actor, file: ReadingFile, subject: unknown, progress?: Progress): Promise<void> {
    const kind = this.kinds.of(file.kind);
    const scope = kind.scope(subject);
    const memory = await memoryOf(tx, kind, scope);
    const answers = await answersFor(tx, kind, scope, file.choices.answers);
    const blob = await this.blobs.read(file.blobId, tx);
    let again: ReadingFile | null = null;
    const opened = await kind.open(blob.stream, file, { choices: file.choices, memory, answers, tx });
    try {
      const keeping = new RowKeeping(tx, actor, kind, file.id, subject, opened.header);
      if (opened.header.by !== 'nobody') {
        for await (const row of opened.rows) {
          if (keeping.take(row) === BATCH) await keeping.keep(progress);
        }
        await keeping.keep();
        again = withoutTooMany(kind, file, opened.header, keeping.words.tooMany) ?? withShown(file, opened);
        if (keeping.good + keeping.wrong + keeping.unwanted === 0)
          throw new RuleBroken(kind.refusals.no_rows, { row: opened.header.row }, 'sheet');
      }
      if (!again) await keepFindings(tx, kind, file.id, opened, keeping, file.choices);
    } finally {
      await opened.close();
    }
    if (!again) return;
    await dropRows(tx, file.id, 'all');
    await this.read(tx, actor, again, subject, progress);
  }
}

/**
 * A file to be read again without the columns that hold more different words than anybody would answer: they are not what their titles say.
 * @throws RuleBroken `too_many_words` of the kind, when a person chose them.
 */
function withoutTooMany(
  kind: AnyKind,
  file: ReadingFile,
  { fields, titles }: FoundHeader,
  tooMany: ReadonlySet<string>,
): ReadingFile | null {
  const [field] = tooMany;
  if (field === undefined) return null;
  if (file.choices.columns)
    throw new RuleBroken(
      kind.refusals.too_many_words,
      { field, title: titles[fields[field] ?? -1] },
      `column.${field}`,
    );
  const columns = titles.map((_, i) => kind.fields.find((f) => fields[f] === i && !tooMany.has(f)) ?? null);
  return { ...file, choices: { ...file.choices, columns } };
}

function withShown(file: ReadingFile, opened: OpenedFile<unknown>): ReadingFile | null {
  const shown = opened.shownLater?.();
  return shown ? { ...file, choices: { ...file.choices, defaults: { ...opened.header.defaults, ...shown } } } : null;
}

async function memoryOf(tx: EntityManager, kind: AnyKind, scope: string | null): Promise<ColumnMemory> {
  if (scope === null) return new Map();
  const known = await rows<{
    signature: string;
    columns: readonly (string | null)[];
    defaults: Readonly<Record<string, string>>;
  }>(
    tx,
    'SELECT signature, columns, defaults FROM imports.remembered_columns WHERE kind = $1 AND scope = $2 ORDER BY chosen_at DESC LIMIT 200',
    [kind.name, scope],
  );
  return new Map(known.map(({ signature, ...said }) => [signature, said]));
}

interface LockedFile extends ReadingFile, FoundBefore {
  readonly state: ImportState;
  readonly size: number;
  readonly rowsGood: number;
  readonly rowsWrong: number;
  readonly wordsAsked: number;
  readonly thingsRead: number;
  readonly thingsMade: number;
}

/** Locks a file for what is asked of it. @throws RuleBroken `not_now` of its kind. */
export async function lockFile(
  tx: EntityManager,
  kinds: ImportKinds,
  id: string,
  verb: ImportVerb,
): Promise<{ kind: AnyKind; file: LockedFile }> {
  const [found] = await rows<Omit<LockedFile, 'examples'> & { sample: Buffer | null; sampleKey: string | null }>(
    tx,
    `SELECT ${READING_FILE}, state, format, sheets, sheet, header_row AS "headerRow", header, sample, sample_key AS "sampleKey", rows_good AS "rowsGood",
       rows_wrong AS "rowsWrong", words_asked AS "wordsAsked", things_read AS "thingsRead", things_made AS "thingsMade",
       coalesce((SELECT b.size FROM documents.blob b WHERE b.id = f.blob_id), 0)::float8 AS size
     FROM imports.file f WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  const kind = kinds.of(found!.kind);
  if (!mayBe(verb, found!.state)) throw new RuleBroken(kind.refusals.not_now, { state: found!.state });
  return { kind, file: withSample(found!) };
}
