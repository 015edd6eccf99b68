import { Body, Param, Post, Query } from '@nestjs/common';
import { ImportQueries, type RowFilter, type UploadedFile } from '#bank/files/engine';
import { SIM_LIFECYCLE, type SimImportResult, SupplierListQueries, SupplierLists } from '#bank/sims';
import {
  Act,
  type Answer,
  ApiController,
  AskedForm,
  Context,
  Ctx,
  ExportQuery,
  json,
  Policy,
  PostedForm,
  Read,
} from '#platform/http';
import { RuleBroken, sha256 } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { NotedRowsPageQuery, TakeSheetDto } from '../../files/engine/web/file.dto.js';
import { FileActs, sheetIn, wrongRowsAnswer } from '../../files/engine/web/file-acts.js';
import { WithdrawalPage } from '../../files/engine/web/withdrawal.page.js';
import { SimImportDto, SimImportForm, SimListChoicesForm } from './sims.dto.js';
import { ImportPage, SIM_THINGS, SupplierListPage } from './supplier-list.page.js';

const IMPORT = SIM_LIFECYCLE.right('import');
const SHOWN = 25;

/** A supplier's list: a person sends it, looks at it, confirms it, and perhaps undoes it; a program brings it in at once. */
@ApiController('sims')
export class SupplierListsController {
  constructor(
    private readonly lists: SupplierLists,
    private readonly queries: SupplierListQueries,
    private readonly imports: ImportQueries,
  ) {}

  /** Brings a supplier's list into stock. The same list again makes nothing and says so. */
  @Post('api/v1/sims/imports')
  @Policy(IMPORT)
  import(@Context() ctx: Ctx, @Body() body: SimImportDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        const bytes = Buffer.from(body.list);
        const result = await this.lists.importList(tx, ctx.actor, { ...body, bytes, name: 'Liste reçue par l’API' });
        return JSON.stringify(result);
      },
      show: async (ref) => JSON.parse(ref) as SimImportResult,
    });
  }

  @AskedForm(IMPORT, 'sim/import')
  async upload(@Context() ctx: Ctx): Promise<Answer> {
    const listIn = ({ list = '' }: Pick<SimImportForm, 'list'>): UploadedFile => {
      const file = sheetIn(ctx);
      if (file?.size) return file;
      if (!list.trim()) throw new RuleBroken('sims.list_missing', {}, 'list');
      const source = Buffer.from(list);
      return { filename: 'Liste collée', size: source.length, sha256: sha256(source), source };
    };
    return ctx.submit({
      dto: SimImportForm,
      rules: async (_, form) => void listIn(form),
      work: async (tx, form) => {
        const { list: _, ...said } = form;
        return `/sim/import/${await this.lists.upload(tx, ctx.actor, listIn(form), said)}`;
      },
      page: (again) => <ImportPage {...again} />,
    });
  }

  @Read(IMPORT, { page: 'sim/import/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: NotedRowsPageQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, query.asked));
  }

  /** One list: what was read of it, and what became of it. */
  @Read(IMPORT, { api: 'sims/imports/:id' })
  async showImport(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  @PostedForm(IMPORT, 'sim/import/:id')
  async confirm(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Cartes entrées en stock.',
      work: async (tx) => `/sim?lot=${await this.lists.apply(tx, ctx.actor, id)}`,
      page: ({ problems }) => this.page(ctx, id, { problems }),
    });
  }

  @Act(IMPORT, { page: 'sim/import/:id/colonnes', takes: SimListChoicesForm })
  choose(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).choose({
      dto: SimListChoicesForm,
      work: (tx, said) => this.lists.choose(tx, ctx.actor, id, said),
      page: ({ problems = [] }) => this.page(ctx, id, { problems, choosing: true }),
    });
  }

  @Act(IMPORT, { page: 'sim/import/:id/abandon' })
  drop(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).refuse('/sim/import', 'Liste abandonnée : elle n’a rien enregistré.');
  }

  /** Nothing is to be corrected of a card that is known. */
  @Read(IMPORT, { page: 'sim/import/:id/lignes-en-erreur' })
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query() { format = 'xlsx' }: ExportQuery,
  ): Promise<Answer> {
    const { name, header: titles } = await this.queries.byId(ctx.actor, id);
    return wrongRowsAnswer(ctx, this.imports, format, {
      ...{ id, name, titles, noted: 'sim-lignes-en-erreur' },
      wanted: ({ problems }) => problems.every((p) => p.code !== 'sims.row_iccid_known'),
    });
  }

  /** Undoes a list that was taken in: its cards leave the stock, but for those that have moved on since; `withdrawal` tells. */
  @Act(IMPORT, { page: 'sim/import/:id/annulation', api: 'sims/imports/:id/withdraw', asks: true })
  withdraw(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).withdraw(async (again) => {
      const { name, made } = await this.queries.byId(ctx.actor, id);
      return (
        <WithdrawalPage
          here={`/sim/import/${id}`}
          filename={name}
          made={made}
          things={SIM_THINGS}
          trail={[
            { label: 'Cartes SIM', href: '/sim' },
            { label: 'Importer', href: '/sim/import' },
          ]}
          again="La liste corrigée, ou la même, pourra être envoyée de nouveau."
          {...again}
        />
      );
    });
  }

  @Act(IMPORT, { page: 'sim/import/:id/feuilles', takes: TakeSheetDto })
  takeSheet(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).takeSheet();
  }

  @Act(IMPORT, { page: 'sim/import/:id/feuilles/oubli' })
  forgetSheets(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).forgetSheets();
  }

  private acts(ctx: Ctx, id: string) {
    return new FileActs({
      ctx,
      id,
      up: '/sim/import',
      files: this.lists,
      view: (of) => this.queries.byId(ctx.actor, of),
      page: ({ problems }) => this.page(ctx, id, { problems }),
      sending: ({ problems }) => <ImportPage problems={problems} />,
    });
  }

  private async page(
    ctx: Ctx,
    id: string,
    { problems, choosing = false, ...asked }: Pick<FormState, 'problems'> & RowFilter & { choosing?: boolean },
  ) {
    const list = await this.queries.byId(ctx.actor, id);
    const told = await this.queries.rows(list, { only: 'told', limit: SHOWN, ...asked });
    const book = list.sheets.length > 1 ? await this.imports.sheetsOf(list.rootId) : null;
    const left = list.left ? (await this.queries.rows(list, { only: 'left', limit: 100 })).items : [];
    const toldHref = told.next ? `/sim/import/${id}?signalees=${told.next}#signalees` : null;
    return <SupplierListPage {...{ list, told, left, book, toldHref, choosing, problems }} />;
  }
}
