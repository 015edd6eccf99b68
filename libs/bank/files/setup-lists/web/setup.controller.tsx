import { Param, Query } from '@nestjs/common';
import { ImportQueries, type RowFilter } from '#bank/files/engine';
import { type ListWords, SetupLists } from '#bank/files/setup-lists';
import {
  Act,
  type Answer,
  ApiController,
  AskedForm,
  Context,
  Ctx,
  ExportQuery,
  json,
  Read,
  spreadsheetAnswer,
} from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { AllRowsPageQuery, ColumnChoicesDto, TakeSheetDto } from '../../engine/web/file.dto.js';
import { FileActs, uploadedSheet, wrongRowsAnswer } from '../../engine/web/file-acts.js';
import { WithdrawalPage } from '../../engine/web/withdrawal.page.js';
import { PeopleInListDto } from './setup.dto.js';
import { SetupListPage, SetupUploadPage } from './setup.pages.js';

const SHOWN = 100;
const AT = 'gestion/import/:list';

/** Organisations, people and quotas from a spreadsheet each: sent, looked at row by row, confirmed, perhaps undone. By the bank alone, and who has the right that the list asks for too. */
@ApiController('setup-lists')
export class SetupController {
  constructor(
    private readonly lists: SetupLists,
    private readonly imports: ImportQueries,
  ) {}

  @AskedForm(WRITE.quotas, AT)
  async send(@Context() ctx: Ctx, @Param('list') list: string): Promise<Answer> {
    return ctx.submit({
      work: async (tx) => {
        const files = this.lists.at(list);
        return `/gestion/import/${list}/${await files.upload(tx, ctx.actor, uploadedSheet(ctx, 'setup.list_missing'))}`;
      },
      page: (again) => this.sending(ctx, list, again),
    });
  }

  /** An empty list with its titles, to begin from. */
  @Read(WRITE.quotas, { page: `${AT}/modele` })
  template(@Context() ctx: Ctx, @Param('list') list: string, @Query() { format = 'xlsx' }: ExportQuery): Answer {
    const { words, fields } = this.asked(ctx, list);
    const { timeZone } = ctx.bank;
    return spreadsheetAnswer(format, `modele-${list}`, { name: words.title, header: fields, rows: [], timeZone });
  }

  @Read(WRITE.quotas, { page: `${AT}/:id` })
  async showPage(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Query() query: AllRowsPageQuery,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, list, id, query.asked));
  }

  /** One list (`organisations`, `members`, `quotas`): what was read of it, and what became of it. */
  @Read(WRITE.quotas, { api: 'setup-lists/:list/:id' })
  async show(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return json(200, await this.lists.at(list).byId(ctx.actor, id));
  }

  @Act(WRITE.quotas, { page: `${AT}/:id` })
  confirm(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    const files = this.lists.at(list);
    return ctx.act({ ...this.acts(ctx, list, id).on, work: (tx) => files.apply(tx, ctx.actor, id) });
  }

  @Act(WRITE.quotas, { page: `${AT}/:id/colonnes`, takes: ColumnChoicesDto })
  choose(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return this.acts(ctx, list, id).choose({
      dto: ColumnChoicesDto,
      work: (tx, said) => this.lists.at(list).choose(tx, ctx.actor, id, said),
      page: ({ problems = [] }) => this.page(ctx, list, id, { problems, choosing: true }),
    });
  }

  /** Says whether cells that look like people are some: rows that name them stay aside, or are read. */
  @Act(WRITE.quotas, { page: `${AT}/:id/noms`, takes: PeopleInListDto })
  sayPeople(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    const files = this.lists.at(list);
    return ctx.act({
      ...this.acts(ctx, list, id).on,
      dto: PeopleInListDto,
      done: 'Liste relue.',
      work: (tx, { people }) => files.sayPeople(tx, ctx.actor, id, people),
    });
  }

  @Act(WRITE.quotas, { page: `${AT}/:id/abandon` })
  drop(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return this.acts(ctx, list, id).refuse(`/gestion/import/${list}`, 'Liste abandonnée : elle n’a rien enregistré.');
  }

  @Read(WRITE.quotas, { page: `${AT}/:id/lignes-en-erreur` })
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Query() { format = 'xlsx' }: ExportQuery,
  ): Promise<Answer> {
    const { name, header: titles } = await this.lists.at(list).byId(ctx.actor, id);
    return wrongRowsAnswer(ctx, this.imports, format, { id, name, titles, noted: `${list}-lignes-en-erreur` });
  }

  /** Undoes a list that came in: what it made goes, but for what was used since; `withdrawal` tells. */
  @Act(WRITE.quotas, { page: `${AT}/:id/annulation`, api: 'setup-lists/:list/:id/withdraw', asks: true })
  withdraw(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return this.acts(ctx, list, id).withdraw(async (again) => {
      const files = this.lists.at(list);
      const { name, made } = await files.byId(ctx.actor, id);
      return (
        <WithdrawalPage
          here={`/gestion/import/${list}/${id}`}
          filename={name}
          made={made}
          things={files.words.things}
          trail={[files.words.up, { label: 'Importer', href: `/gestion/import/${list}` }]}
          again="La liste corrigée, ou la même, pourra être envoyée de nouveau."
          {...again}
        />
      );
    });
  }

  @Act(WRITE.quotas, { page: `${AT}/:id/feuilles`, takes: TakeSheetDto })
  takeSheet(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return this.acts(ctx, list, id).takeSheet();
  }

  @Act(WRITE.quotas, { page: `${AT}/:id/feuilles/oubli` })
  forgetSheets(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return this.acts(ctx, list, id).forgetSheets();
  }

  private acts(ctx: Ctx, list: string, id: string) {
    const files = this.lists.at(list);
    return new FileActs({
      ctx,
      id,
      up: `/gestion/import/${list}`,
      files,
      view: (of) => files.byId(ctx.actor, of),
      page: ({ problems }) => this.page(ctx, list, id, { problems }),
      sending: (again) => this.sending(ctx, list, again),
    });
  }

  private asked(ctx: Ctx, list: string): { words: ListWords; fields: string[] } {
    const files = this.lists.at(list);
    return { words: files.words, fields: Object.values(files.fieldsFor(ctx.actor)).map(({ label }) => label) };
  }

  private sending(ctx: Ctx, list: string, { problems }: FormState) {
    return <SetupUploadPage list={list} {...this.asked(ctx, list)} problems={problems} />;
  }

  private async page(
    ctx: Ctx,
    list: string,
    id: string,
    { problems, choosing = false, ...asked }: Pick<FormState, 'problems'> & RowFilter & { choosing?: boolean },
  ) {
    const files = this.lists.at(list);
    const { words } = files;
    const view = await files.byId(ctx.actor, id);
    const book = view.sheets.length > 1 ? await this.imports.sheetsOf(view.rootId) : null;
    const rows = await files.rows(view, { withLeft: true, limit: SHOWN, ...asked });
    const fields = Object.entries(files.fieldsFor(ctx.actor)).map(([value, { label }]) => ({ value, label }));
    const up = `/gestion/import/${list}`;
    return <SetupListPage list={view} {...{ words, up, rows, book, fields, choosing, problems }} />;
  }
}
