import type { EntityManager } from 'typeorm';
import type { Actor } from '#platform/kernel';
import type { ImportsService } from './imports.service.js';
import type { ImportedFile } from './kind.js';
import type { SheetAnswers } from './sheets/choosing.js';
import type { Applied } from './steps/applying.js';

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

  /** Makes what the good rows say. @throws RuleBroken as `ImportsService.apply`; NotFound. */
  protected async take(
    tx: EntityManager,
    actor: Actor,
    id: string,
    how: Parameters<ImportsService['apply']>[3] = {},
  ): Promise<Applied | null> {
    await this.mustBeTheirs(tx, actor, id);
    return this.imports.apply(tx, actor, id, how);
  }

  /** Takes back what a file made, but for what has moved on since. @throws RuleBroken `not_now` of the kind; NotFound. */
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
