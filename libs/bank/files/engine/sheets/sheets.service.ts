import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BlobStore } from '#bank/documents';
import { mapConstraint } from '#platform/database';
import { type Actor, newId, RuleBroken, writtenBy } from '#platform/kernel';
import { ImportFile } from '../import.entity.js';
import { ImportKinds } from '../kinds.js';
import { ImportReading } from '../steps/reading.js';
import type { ImportKindName } from '../word-lists.js';
import { dropRest, mustBeLeft, takeRest } from './sheets.js';

mapConstraint('file_sheet_once', 'imports.sheet_taken', 'sheet');

/** The sheets of a workbook, one after the other from the same sealed bytes. Whoever asks may see the file. */
@Injectable()
export class ImportSheets {
  constructor(
    private readonly blobs: BlobStore,
    private readonly kinds: ImportKinds,
    private readonly reading: ImportReading,
  ) {}

  /**
   * Takes another sheet of a workbook of which one was taken: a file of its own, from the same sealed bytes.
   * @returns the new file's id.
   * @throws RuleBroken `not_now` (its bytes are gone, or another sheet is being decided about), `sheet_taken` of the kind, and whatever
   *   makes it unreadable.
   */
  async takeSheet(
    tx: EntityManager,
    actor: Actor,
    fileId: string,
    name: ImportKindName,
    sheet: number,
  ): Promise<string> {
    const kind = this.kinds.of(name);
    const rest = await takeRest(tx, fileId);
    if (!rest) throw new RuleBroken(kind.refusals.not_now);
    const { book, blobId, size } = rest;
    await mustBeLeft(tx, kind, book.id, [sheet]);
    const { sha256, createdAt, ...said } = book;
    const file = { ...said, id: newId(), choices: { sheet }, blobId, rootId: book.id };
    const subject = await kind.lockSubject(tx, actor, file, { toApply: false });
    await tx.insert(ImportFile, { ...file, sha256, createdAt, state: 'reading', ...writtenBy(actor) });
    await this.reading.soon(tx, actor, file, subject, size, file.filename);
    return file.id;
  }

  /** Forgets the sheets of a workbook that nobody wants. @throws RuleBroken `not_now` of the kind. */
  async forgetSheets(tx: EntityManager, fileId: string, name: ImportKindName): Promise<void> {
    if (!(await dropRest(tx, this.blobs, fileId))) throw new RuleBroken(this.kinds.of(name).refusals.not_now);
  }
}
