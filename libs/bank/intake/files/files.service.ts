import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isCategory } from '#bank/devices';
import {
  ImportAnswers,
  ImportSheets,
  ImportsService,
  type SheetAnswers,
  type UploadedFile,
  type WordAnswers,
} from '#bank/files/engine';
import { type Actor, isMember, RuleBroken } from '#platform/kernel';
import { FileQueries } from './file.queries.js';

/** What a person says about a donor's file, as a form gives it. */
export interface FileChoices extends Omit<SheetAnswers, 'defaults'> {
  /** What the devices are, in rows that do not say it. */
  readonly category?: string | undefined;
}

/** Which rows of a file make devices, and, of very many, how many that is. */
export interface FileApplied {
  readonly whole?: boolean | undefined;
  readonly devices?: number | undefined;
}

/** A donor's spreadsheet, from upload to devices: an import (libs/bank/files/engine) that belongs to a donation. */
@Injectable()
export class FilesService {
  constructor(
    private readonly imports: ImportsService,
    private readonly answers: ImportAnswers,
    private readonly sheets: ImportSheets,
    private readonly queries: FileQueries,
  ) {}

  /**
   * Keeps a donor's file and reads it: at once when it is small, else by a worker.
   * @returns the file's id.
   * @throws RuleBroken `intake.donation_not_open`, `intake.file_empty`, `intake.file_twice` (the same bytes are already here for this
   *   donation), and, for a small file, whatever makes it unreadable (`intake.sheet_*`); NotFound for another's donation.
   */
  upload(tx: EntityManager, actor: Actor, donationId: string, sheet: UploadedFile): Promise<string> {
    return this.imports.upload(tx, actor, 'devices', sheet, { subjectId: donationId });
  }

  /**
   * Reads a file again, as a person says: another sheet, another row of titles, other columns. What they said of the columns is
   * remembered for this donor.
   * @throws RuleBroken `intake.file_not_ready`, `intake.columns_twice`, and whatever makes it unreadable; NotFound.
   */
  async choose(tx: EntityManager, actor: Actor, fileId: string, { category, ...said }: FileChoices): Promise<void> {
    await this.queries.mustSee(tx, actor, fileId);
    const defaults: SheetAnswers['defaults'] = isCategory(category) ? { category } : {};
    await this.imports.choose(tx, actor, fileId, { ...said, defaults });
  }

  /**
   * Takes another sheet of a workbook of which one was recorded, without sending it again. @returns the id of that sheet's file.
   * @throws RuleBroken `intake.donation_not_open`, `intake.file_not_ready` (its bytes are gone, or another sheet is being decided about),
   *   `intake.sheet_taken`, and whatever makes it unreadable; NotFound.
   */
  async takeSheet(tx: EntityManager, actor: Actor, fileId: string, sheet: number): Promise<string> {
    await this.queries.mustSee(tx, actor, fileId);
    return this.sheets.takeSheet(tx, actor, fileId, 'devices', sheet);
  }

  /** Forgets the sheets that nobody wants. @throws RuleBroken `intake.file_not_ready`, NotFound. */
  async forgetSheets(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    await this.queries.mustSee(tx, actor, fileId);
    await this.sheets.forgetSheets(tx, fileId, 'devices');
  }

  /**
   * Says what words of a file mean, and reads it again with that.
   * @throws RuleBroken `intake.file_not_ready`, `intake.answer_unknown`, `intake.words_of_the_bank`; NotFound.
   */
  async answer(tx: EntityManager, actor: Actor, fileId: string, said: WordAnswers): Promise<void> {
    await this.queries.mustSee(tx, actor, fileId);
    if (said.remember === 'bank' && !(isMember(actor) && actor.organisationKind === 'bank'))
      throw new RuleBroken('intake.words_of_the_bank', {}, 'remember');
    await this.answers.answer(tx, actor, fileId, said);
  }

  /**
   * Makes the devices of a file's good rows. `whole`: all its rows or none, also when one becomes wrong between now and then.
   * `devices`: how many a person says that it makes, asked of a file of very many.
   * @throws RuleBroken `intake.file_not_ready`, `intake.file_nothing_good`, `intake.file_rows_wrong`, `intake.file_many_devices`, NotFound.
   */
  async apply(
    tx: EntityManager,
    actor: Actor,
    fileId: string,
    { whole = false, devices }: FileApplied = {},
  ): Promise<void> {
    await this.queries.mustSee(tx, actor, fileId);
    await this.imports.apply(tx, actor, fileId, { whole, things: devices });
  }

  /**
   * Undoes an applied file: its devices were logged by mistake, but for those that have moved on since. `andDonation`: a donation that was
   * opened for it is cancelled with it, when it holds nothing else. @throws RuleBroken `intake.file_not_ready`, NotFound.
   */
  async withdraw(tx: EntityManager, actor: Actor, fileId: string, { andDonation = false } = {}): Promise<void> {
    await this.queries.mustSee(tx, actor, fileId);
    await this.imports.withdraw(tx, actor, fileId, { andDonation });
  }

  /** Drops a file that made nothing yet; its rows are forgotten. @throws RuleBroken `intake.file_not_ready`, NotFound. */
  async refuse(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    await this.queries.mustSee(tx, actor, fileId);
    await this.imports.refuse(tx, fileId);
  }
}
