import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BlobStore } from '#bank/documents';
import { asImporter, importer } from '#bank/people';
import { rows, run } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { ImportFile } from '../import.entity.js';
import {
  type AnyKind,
  type GoodRow,
  ImportKinds,
  type ImportResult,
  type Known,
  type RemainingThing,
} from '../kind.js';
import { lineOf, type TakenSheets } from '../sheets/sheets.js';
import { endFile } from './ending.js';
import { Progress } from './progress.js';
import { READING_FILE, type ReadingFile } from './reading.js';
import { madeBy, partsOf, storeMade, storeRemarks } from './rows.js';

interface ApplyingFile extends ReadingFile {
  readonly membershipId: string | null;
  readonly rowsWrong: number;
  readonly onlyWhole: boolean;
}

export interface Applied {
  readonly made: number;
  readonly result: ImportResult;
}

@Injectable()
export class ImportApplying {
  constructor(
    private readonly blobs: BlobStore,
    private readonly kinds: ImportKinds,
  ) {}

  /**
   * Applies the good rows in the caller's transaction, and marks the file applied. What became wrong since the preview is found
   * again and left out; of a file that is to come in whole or not at all, nothing comes in then, and it is to be decided about
   * again. Does nothing when the file is not waiting for it.
   * @param atOnce before the answer, by whom: nobody waits to be told how far it is.
   * @param checked it was read in this very transaction, so that nothing can have become wrong since.
   * @returns what it made; null when it did nothing.
   * @throws RuleBroken when its kind says that nothing may come in any more.
   */
  async apply(
    tx: EntityManager,
    fileId: string,
    { atOnce, checked = false }: { readonly atOnce?: Actor; readonly checked?: boolean } = {},
  ): Promise<Applied | null> {
    const [file] = await rows<ApplyingFile>(
      tx,
      `SELECT ${READING_FILE}, membership_id AS "membershipId", rows_wrong AS "rowsWrong", only_whole AS "onlyWhole"
       FROM imports.file WHERE id = $1 AND state = 'applying' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (!file) return null;
    const kind = this.kinds.of(file.kind);
    const actor = atOnce ? asImporter(atOnce) : await importer(tx, file.membershipId);
    const subject = await kind.lockSubject(tx, actor, file, { toApply: true });
    const known = checked ? new Map<number, Known>() : await recheck(tx, actor, kind, fileId, subject);
    const late = new Set([...known].flatMap(([line, { wrong }]) => (wrong ? [line] : [])));
    if (late.size) await countAgain(tx, fileId);
    if (file.onlyWhole && file.rowsWrong + late.size > 0) {
      await tx.update(ImportFile, fileId, { state: 'ready', notice: kind.refusals.became_wrong });
      return null;
    }
    const progress = atOnce ? null : new Progress(tx, fileId);
    const { made, result = {} } = await kind.apply(tx, actor, file, subject, {
      batches: () => without(partsOf(tx, kind, fileId), late),
      known,
      tell: async (n) => progress?.tell(n),
      keep: (these) => storeMade(tx, fileId, these),
    });
    await endFile(tx, this.blobs, fileId, { state: 'applied', made, result, bySheet: kind.bySheet });
    return { made, result };
  }
}

async function countAgain(tx: EntityManager, fileId: string): Promise<void> {
  await run(
    tx,
    `UPDATE imports.file f SET rows_wrong = n.wrong, rows_warned = n.warned, rows_good = f.rows_seen - f.rows_left - n.wrong FROM (
       SELECT count(*) FILTER (WHERE wrong)::int AS wrong, count(*) FILTER (WHERE warned)::int AS warned FROM imports.row WHERE file_id = $1) n
     WHERE f.id = $1`,
    [fileId],
  );
}

async function* without(
  parts: AsyncIterable<GoodRow<unknown>[]>,
  late: ReadonlySet<number>,
): AsyncGenerator<readonly GoodRow<unknown>[]> {
  for await (const part of parts) yield late.size ? part.filter((row) => !late.has(row.line)) : part;
}

/** Asks once more what is there already: the preview may be days old. @returns what is new about rows, by line. */
async function recheck(
  tx: EntityManager,
  actor: Actor,
  kind: AnyKind,
  fileId: string,
  subject: unknown,
): Promise<Map<number, Known>> {
  const all = new Map<number, Known>();
  for await (const part of partsOf(tx, kind, fileId)) {
    const known = await kind.check(tx, actor, subject, part);
    if (!known.size) continue;
    const byLine = new Map(part.map((row) => [row.line, row]));
    const told = [];
    for (const [line, found] of known) {
      all.set(line, found);
      const { meaning, cells } = byLine.get(line)!;
      if (found.wrong) told.push({ line, meaning, wrong: true, problems: found.problems, cells, width: cells.length });
    }
    await storeRemarks(tx, kind, fileId, told);
  }
  return all;
}

const NAMED = 200;

export interface Withdrawal {
  readonly withdrawn: number;
  readonly kept: number;
  /** The first of those that stay. */
  readonly stays: readonly RemainingThing[];
}

@Injectable()
export class ImportWithdrawing {
  constructor(private readonly kinds: ImportKinds) {}

  /** Does nothing when the file is not waiting for it. @param atOnce who asks for it before the answer. @throws RuleBroken when its kind says no. */
  async withdraw(tx: EntityManager, fileId: string, atOnce?: Actor): Promise<void> {
    const [file] = await rows<
      ReadingFile & Omit<TakenSheets, 'also'> & { membershipId: string | null; result: ImportResult }
    >(
      tx,
      `SELECT ${READING_FILE}, membership_id AS "membershipId", result, sheets, sheet FROM imports.file
       WHERE id = $1 AND state = 'withdrawing' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (!file) return;
    const progress = new Progress(tx, fileId);
    const actor = atOnce ? asImporter(atOnce) : await importer(tx, file.membershipId);
    const { withdrawn, kept } = await this.kinds.of(file.kind).withdraw!(tx, actor, file, {
      batches: madeBy(tx, fileId),
      tell: (n) => progress.tell(n),
    });
    const taken = { ...file, also: file.choices.also ?? [] };
    const placed = (thing: RemainingThing): RemainingThing => ({ ...thing, ...lineOf(thing.line, taken) });
    const withdrawal: Withdrawal = { withdrawn, kept: kept.length, stays: kept.slice(0, NAMED).map(placed) };
    await tx.update(ImportFile, fileId, { state: 'withdrawn', result: { ...file.result, withdrawal }, notice: null });
  }
}
