import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { PROBLEM_COLUMN } from '#bank/files/engine';
import { type ImportResult, SIM_LIFECYCLE, SimImportQueries, SimImportService } from '#bank/sims';
import { type Answer, AskedForm, Context, Ctx, exportAnswer, Policy } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { choicesFrom } from '../../files/engine/web/columns.dto.js';
import { sheetIn } from '../../files/engine/web/uploaded-sheet.js';
import { ImportPage } from './sim-import.page.js';
import { SupplierListPage } from './sim-list-check.page.js';
import { pastedList, wrongRowsOf } from './sim-list-rows.js';
import { SimImportDto, SimImportForm, SimListChoicesForm, SimRowsFormatQuery, SimRowsQuery } from './sims.dto.js';

const IMPORT = SIM_LIFECYCLE.right('import');
const SHOWN = 25;

/** A supplier's list: a person sends it, looks at it and confirms it; a program brings it in at once. */
@ApiTags('sims')
@ApiBearerAuth()
@Controller()
export class SimImportsController {
  constructor(
    private readonly imports: SimImportService,
    private readonly queries: SimImportQueries,
  ) {}

  /** Brings a supplier's list into stock. The same list again makes nothing and says so. */
  @Post('api/v1/sims/imports')
  @Policy(IMPORT)
  import(@Context() ctx: Ctx, @Body() body: SimImportDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        const bytes = Buffer.from(body.list);
        const result = await this.imports.importList(tx, ctx.actor, { ...body, bytes, name: 'Liste reçue par l’API' });
        return JSON.stringify(result);
      },
      show: async (ref) => JSON.parse(ref) as ImportResult,
    });
  }

  @AskedForm(IMPORT, 'sim/import')
  async upload(@Context() ctx: Ctx): Promise<Answer> {
    const file = sheetIn(ctx);
    return ctx.submit({
      dto: SimImportForm,
      rules: async (_, { list = '' }) => {
        if (!file?.size && !list.trim()) throw new RuleBroken('sims.list_missing', {}, 'list');
      },
      work: async (tx, { list = '', ...said }) => {
        const sheet = file?.size ? file : list.trim() ? pastedList(list) : null;
        if (!sheet) throw new RuleBroken('sims.list_missing', {}, 'list');
        return `/sim/import/${await this.imports.upload(tx, ctx.actor, sheet, said)}`;
      },
      page: (again) => <ImportPage {...again} />,
    });
  }

  @Get('sim/import/:id')
  @Policy(IMPORT)
  async show(@Context() ctx: Ctx, @Param('id') id: string, @Query() { signalees }: SimRowsQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, signalees));
  }

  @Post('sim/import/:id')
  @Policy(IMPORT)
  async confirm(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Cartes entrées en stock.',
      work: async (tx) => `/sim?lot=${await this.imports.apply(tx, ctx.actor, id)}`,
      page: ({ problems = [] }) => this.page(ctx, id, undefined, problems),
    });
  }

  @Post('sim/import/:id/colonnes')
  @Policy(IMPORT)
  async choose(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      dto: SimListChoicesForm,
      fromForm: choicesFrom,
      done: 'Liste relue.',
      work: async (tx, choices) => {
        await this.imports.choose(tx, ctx.actor, id, choices);
        return `/sim/import/${id}`;
      },
      page: ({ problems = [] }) => this.page(ctx, id, undefined, problems, true),
    });
  }

  @Post('sim/import/:id/abandon')
  @Policy(IMPORT)
  async drop(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Liste abandonnée : elle n’a rien enregistré.',
      work: async (tx) => {
        await this.imports.refuse(tx, ctx.actor, id);
        return '/sim/import';
      },
      page: ({ problems = [] }) => this.page(ctx, id, undefined, problems),
    });
  }

  @Get('sim/import/:id/lignes-en-erreur')
  @Policy(IMPORT)
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query() { format = 'xlsx' }: SimRowsFormatQuery,
  ): Promise<Answer> {
    const list = await this.queries.byId(ctx.actor, id);
    const width = Math.max(list.header.length, await this.queries.widestWrong(id));
    const file = `${list.name.replace(/\.\w{1,5}$/, '')}-lignes-en-erreur`;
    const table = {
      name: 'Lignes en erreur',
      header: [...Array.from({ length: width }, (_, i) => list.header[i] ?? ''), PROBLEM_COLUMN],
      rows: wrongRowsOf(this.queries.wrongRows(ctx.actor, id), width),
    };
    return exportAnswer(ctx, format, file, table, 'sim-lignes-en-erreur');
  }

  private async page(ctx: Ctx, id: string, after?: string, problems?: FieldProblem[], choosing = false) {
    const list = await this.queries.byId(ctx.actor, id);
    const told = await this.queries.rows(list, { only: 'told', limit: SHOWN, ...(after ? { cursor: after } : {}) });
    const book = list.sheets.length > 1 ? await this.queries.sheets(list) : null;
    const left = list.left ? (await this.queries.rows(list, { only: 'left', limit: 100 })).items : [];
    return (
      <SupplierListPage
        list={list}
        told={told}
        left={left}
        book={book}
        toldHref={told.next ? `/sim/import/${id}?signalees=${told.next}#signalees` : null}
        choosing={choosing}
        {...(problems ? { problems } : {})}
      />
    );
  }
}
