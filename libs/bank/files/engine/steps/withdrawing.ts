import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { asImporter, importer } from '#bank/people';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { ImportFile } from '../import.entity.js';
import type { ImportResult, RemainingThing } from '../kind.js';
import { ImportKinds } from '../kinds.js';
import { lineOf, type TakenSheets } from '../sheets/several-sheets.js';
import { madeBy } from './created-from-row.js';
import { Progress } from './progress.js';
import { READING_FILE, type ReadingFile } from './reading.js';

/** How many of the things that stay are named; the others are counted. */
const NAMED = 200;

/** What became of an applied file that was undone. */
export interface Withdrawal {
  readonly withdrawn: number;
  readonly kept: number;
  /** The first of those that stay. */
  readonly stays: readonly RemainingThing[];
}

/** Takes back what an applied file made, but for what has moved on since. */
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
