import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isCategory } from '#bank/devices';
import {
  FilesOfKind,
  ImportAnswers,
  ImportsService,
  type SheetAnswers,
  type UploadedFile,
  type WordAnswers,
} from '#bank/files/engine';
import { type Actor, isMember, RuleBroken } from '#platform/kernel';
import { FileQueries } from './file.queries.js';

export interface FileChoices extends Omit<SheetAnswers, 'defaults'> {
  /** What the devices are, in rows that do not say it. */
  readonly category?: string | undefined;
}

export interface FileApplied {
  readonly whole?: boolean | undefined;
  readonly devices?: number | undefined;
}

/** A donor's spreadsheet, from upload to devices: an import (libs/bank/files/engine) that belongs to a donation. */
@Injectable()
export class FilesService extends FilesOfKind {
  constructor(
    imports: ImportsService,
    private readonly answers: ImportAnswers,
    private readonly queries: FileQueries,
  ) {
    super(imports);
  }

  /**
   * Keeps a donor's file and reads it: at once when it is small, else by a worker.
   * @returns the file's id.
   * @throws RuleBroken `intake.donation_not_open`, `intake.file_empty`, `intake.file_twice` (the same bytes are already here for this
   *   donation), and, for a small file, whatever makes it unreadable (`intake.sheet_*`); NotFound for another's donation.
   */
  upload(tx: EntityManager, actor: Actor, donationId: string, sheet: UploadedFile): Promise<string> {
    return this.imports.upload(tx, actor, 'devices', sheet, { subjectId: donationId });
  }

  /** As of any file; the columns are remembered for this donor. @throws as `FilesOfKind.choose` */
  override choose(tx: EntityManager, actor: Actor, fileId: string, { category, ...said }: FileChoices): Promise<void> {
    const defaults: SheetAnswers['defaults'] = isCategory(category) ? { category } : {};
    return super.choose(tx, actor, fileId, { ...said, defaults });
  }

  /**
   * Says what words of a file mean, and reads it again with that.
   * @throws RuleBroken `intake.file_not_ready`, `intake.answer_unknown`, `intake.words_of_the_bank`; NotFound.
   */
  async answer(tx: EntityManager, actor: Actor, fileId: string, said: WordAnswers): Promise<void> {
    await this.mustBeTheirs(tx, actor, fileId);
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
    await this.take(tx, actor, fileId, { whole, things: devices });
  }

  /** `andDonation`: a donation that was opened for it is cancelled with it, when it holds nothing else. @throws as `FilesOfKind.withdraw` */
  override withdraw(tx: EntityManager, actor: Actor, fileId: string, { andDonation = false } = {}): Promise<void> {
    return super.withdraw(tx, actor, fileId, { andDonation });
  }

  protected mustBeTheirs(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    return this.queries.mustSee(tx, actor, fileId);
  }
}
