import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  ImportKinds,
  ImportQueries,
  type ImportRow,
  ImportSheets,
  ImportsService,
  LIST_COLUMNS,
  type ListField,
  lineOf,
  type RowFilter,
  type SheetAnswers,
  type SheetsOfBook,
  type UploadedFile,
  type WrongRow,
  withSample,
} from '#bank/files/engine';
import { rows } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  memberWith,
  mustHave,
  NotFound,
  newId,
  type Page,
  RuleBroken,
} from '#platform/kernel';
import type { ListSpec } from './list-spec.js';
import { MembersList } from './members.list.js';
import { OrganisationsList } from './organisations.list.js';
import { QuotasList } from './quotas.list.js';
import type { SetupListName, SetupListView, SetupRowView } from './setup.views.js';
import { SetupListKind } from './setup-list.kind.js';

const MAX_BYTES = 5_000_000;

/** Organisations, people and quotas from a spreadsheet each: an import (libs/bank/files/engine), looked at before anything comes in. */
@Injectable()
export class SetupService {
  private readonly specs: Readonly<Record<SetupListName, ListSpec<unknown>>>;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly imports: ImportsService,
    private readonly queries: ImportQueries,
    private readonly sheets: ImportSheets,
    kinds: ImportKinds,
    organisations: OrganisationsList,
    members: MembersList,
    quotas: QuotasList,
  ) {
    this.specs = { organisations, members, quotas } as unknown as typeof this.specs;
    // Not when the module starts: the first start fills the demo before the application does.
    for (const spec of Object.values(this.specs)) kinds.register(new SetupListKind(spec));
  }

  /** What the columns of a list may be. @throws NotFound for whoever may not take it in. */
  fieldsOf(actor: Actor, list: SetupListName): Readonly<Record<string, ListField>> {
    mustHave(actor, this.specs[list].right);
    return this.specs[list].fields;
  }

  /**
   * Keeps a list and reads it, for a person to look at. @returns its id.
   * @throws RuleBroken `setup.list_too_large` and those of `openList`; NotFound for whoever may not.
   */
  async upload(tx: EntityManager, actor: Actor, list: SetupListName, file: UploadedFile): Promise<string> {
    memberWith(actor, this.specs[list].right);
    if (file.size > MAX_BYTES) throw new RuleBroken('setup.list_too_large', { limit: '5 Mo' }, 'sheet');
    const filename = file.filename.replace(/\s+/g, ' ').trim() || 'Liste';
    return this.imports.upload(tx, actor, list, { ...file, filename }, { subjectId: newId() });
  }

  /** Reads a list again, as a person says. @throws RuleBroken as `upload`, and `setup.columns_twice`, `setup.list_not_ready`; NotFound */
  async choose(tx: EntityManager, actor: Actor, list: SetupListName, id: string, said: SheetAnswers): Promise<void> {
    await this.byId(actor, list, id, tx);
    await this.imports.choose(tx, actor, id, said);
  }

  /** Takes the good rows in, all or none. @throws RuleBroken `setup.nothing_new`, `setup.list_not_ready`; NotFound */
  async apply(tx: EntityManager, actor: Actor, list: SetupListName, id: string): Promise<void> {
    await this.byId(actor, list, id, tx);
    await this.imports.apply(tx, actor, id);
  }

  /** Drops a list that made nothing. @throws RuleBroken `setup.list_not_ready`; NotFound */
  async refuse(tx: EntityManager, actor: Actor, list: SetupListName, id: string): Promise<void> {
    await this.byId(actor, list, id, tx);
    await this.imports.refuse(tx, id);
  }

  /** Takes back what a list made, but for what has moved on since. @throws RuleBroken `setup.list_not_ready`; NotFound */
  async withdraw(tx: EntityManager, actor: Actor, list: SetupListName, id: string): Promise<void> {
    await this.byId(actor, list, id, tx);
    await this.imports.withdraw(tx, actor, id);
  }

  /**
   * Takes another sheet of a workbook of which one was taken, without sending it again. @returns the id of that sheet's list.
   * @throws RuleBroken `setup.list_not_ready` (its bytes are gone, or another sheet is being decided about), `setup.sheet_taken`; NotFound
   */
  async takeSheet(tx: EntityManager, actor: Actor, list: SetupListName, id: string, sheet: number): Promise<string> {
    await this.byId(actor, list, id, tx);
    return this.sheets.takeSheet(tx, actor, id, list, sheet);
  }

  /** Forgets the sheets that nobody wants. @throws RuleBroken `setup.list_not_ready`; NotFound */
  async forgetSheets(tx: EntityManager, actor: Actor, list: SetupListName, id: string): Promise<void> {
    await this.byId(actor, list, id, tx);
    await this.sheets.forgetSheets(tx, id, list);
  }

  /** What became of the sheets of a list's workbook. Whoever asks has read it (`byId`). */
  sheetsOf({ rootId }: SetupListView): Promise<SheetsOfBook> {
    return this.queries.sheetsOf(rootId);
  }

  /** @throws NotFound */
  async byId(
    actor: Actor,
    list: SetupListName,
    id: string,
    on: EntityManager | DataSource = this.db,
  ): Promise<SetupListView> {
    mustHave(actor, this.specs[list].right);
    const [row] =
      isId(id) && isMember(actor)
        ? await rows<Omit<SetupListView, 'examples'> & { sample: Buffer | null; sampleKey: string | null }>(
            on,
            `SELECT ${LIST_COLUMNS} FROM imports.file f WHERE f.kind = $2 AND f.id = $1`,
            [id, list],
          )
        : [];
    if (!row) throw new NotFound('list');
    return withSample(row);
  }

  /** Rows of a list in its order; whoever asks has read it (`byId`). */
  async rows(list: SetupListName, view: SetupListView, filter: RowFilter): Promise<Page<SetupRowView>> {
    const page = await this.queries.rows<unknown>(list, view.id, filter);
    return { ...page, items: page.items.map((row) => this.rowView(list, view, row)) };
  }

  /** The wrong rows as they came. Whoever asks has read the list (`byId`). */
  wrongRows(id: string): AsyncGenerator<WrongRow> {
    return this.queries.wrongRows(id);
  }

  /** The memberships, or other things, that a list made. Whoever asks has read it (`byId`). */
  async made(id: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.db,
      'SELECT m.thing_id AS id FROM imports.made m WHERE m.file_id = $1 ORDER BY m.line, m.thing_id',
      [id],
    );
    return found.map((one) => one.id);
  }

  private rowView(
    list: SetupListName,
    view: SetupListView,
    { line, cells, wrong, left, problems, meaning }: ImportRow<unknown>,
  ): SetupRowView {
    const said = meaning ? this.specs[list].says(meaning) : Object.values(cells).filter(Boolean).join(' · ');
    return { ...lineOf(line, view), said: said.slice(0, 200), wrong, left, problems };
  }
}
