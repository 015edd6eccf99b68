import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { type DataImportFileView, DataImportQueries, DataImportService } from '#bank/files/old-register';
import { Act, type ActOn, type Answer, Context, Ctx, exportAnswer, json, Policy, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import {
  DataImportApplyDto,
  DataImportColumnsDto,
  DataImportMappingDto,
  DataImportRowsQuery,
  DataImportSheetDto,
} from './data-import.dto.js';
import { rowProblem } from './data-import.words.js';
import { DataImportFilePage } from './data-import-file.page.js';
import { columnsFromForm, DataImportMappingForm, meaningOf, wordsFromForm } from './data-import-forms.js';
import { DataImportsPage } from './data-imports.page.js';
import { MappingPage } from './mapping.page.js';
import { oldFile } from './old-file.js';

/** Files of another tool: send, say what columns and words mean, check, then take over or drop. */
@ApiTags('data-imports')
@ApiBearerAuth()
@Controller()
export class DataImportsController {
  constructor(
    private readonly dataImports: DataImportService,
    private readonly queries: DataImportQueries,
  ) {}

  /** Every file, newest first. */
  @Read(READ.dataImport, { page: 'reprise', api: 'takeovers' })
  async list(@Context() ctx: Ctx) {
    const items = await this.queries.files(ctx.actor);
    return ctx.answer({ items }, () => <DataImportsPage files={items} timeZone={ctx.bank.timeZone} />);
  }

  /** Sends a CSV or XLSX as the file `sheet`, with the old tool's name as `issuer`. Columns about people are dropped while reading. */
  @Act<DataImportSheetDto>(WRITE.dataImport, { page: 'reprise', api: 'takeovers' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['sheet', 'issuer'],
      properties: { sheet: { type: 'string', format: 'binary' }, issuer: { type: 'string' } },
    },
  })
  upload(@Context() ctx: Ctx) {
    return ctx.act({
      dto: DataImportSheetDto,
      work: (tx, form) => this.dataImports.upload(tx, ctx.actor, oldFile(ctx), form.issuer ?? ''),
      to: (id) => `/reprise/${id}`,
      view: (id) => this.queries.byId(ctx.actor, id),
      page: async (again) => (
        <DataImportsPage files={await this.queries.files(ctx.actor)} timeZone={ctx.bank.timeZone} {...again} />
      ),
    });
  }

  @Get('reprise/:id')
  @Policy(READ.dataImport)
  async showPage(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query('signalees') told?: string,
    @Query('bonnes') good?: string,
    @Query('laissees') left?: string,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, { at: { told, good, left } }));
  }

  /** One file: what was understood of it, and what became of it. */
  @Get('api/v1/takeovers/:id')
  @Policy(READ.dataImport)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** The different words of its mapped columns, each with what it is tied to; `target` null: somebody has to say. */
  @Get('api/v1/takeovers/:id/values')
  @Policy(READ.dataImport)
  async listValues(@Context() ctx: Ctx, @Param('id') id: string) {
    await this.queries.byId(ctx.actor, id);
    return json(200, { items: await this.queries.values(ctx.actor, id) });
  }

  /** Its rows as they were understood; `only` keeps those with something to say, the good ones, or those that are left out. */
  @Get('api/v1/takeovers/:id/rows')
  @Policy(READ.dataImport)
  async listRows(@Context() ctx: Ctx, @Param('id') id: string, @Query() { only, after }: DataImportRowsQuery) {
    const filter = { ...(only ? { only } : {}), ...(after ? { cursor: after } : {}) };
    return json(200, await this.queries.rows(ctx.actor, id, filter));
  }

  @Get('reprise/:id/lignes-a-corriger')
  @Policy(WRITE.dataImport)
  async wrongRows(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const file = await this.queries.byId(ctx.actor, id);
    const at = file.header.flatMap((title, i) => (title ? [i] : []));
    const { queries } = this;
    async function* rows() {
      for await (const row of queries.wrongRows(ctx.actor, id))
        yield [...at.map((i) => row.cells[i] ?? ''), row.problems.map((p) => rowProblem(p)).join(' ')];
    }
    return exportAnswer(ctx, 'csv', 'lignes-a-corriger', {
      name: 'Lignes à corriger',
      header: [...at.map((i) => file.header[i]!), 'Motif'],
      rows: rows(),
    });
  }

  /** Reads the kept rows again with these columns. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/colonnes', api: 'takeovers/:id/columns', takes: DataImportColumnsDto })
  chooseColumns(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: DataImportColumnsDto,
      fromForm: columnsFromForm,
      done: 'Colonnes relues.',
      work: (tx, { sheet, hiddenRows, ...columns }) =>
        this.dataImports.chooseColumns(tx, ctx.actor, id, columns, { sheet, hiddenRows }),
    });
  }

  /** Says what the old words mean, and checks every row with them. */
  @Act(WRITE.dataImport, {
    page: 'reprise/:id/correspondances',
    api: 'takeovers/:id/mapping',
    takes: DataImportMappingDto,
  })
  map(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: DataImportMappingDto,
      form: DataImportMappingForm,
      fromForm: wordsFromForm,
      work: async (tx, form: DataImportMappingForm) => {
        const values = form.words ? await this.queries.values(ctx.actor, id, tx) : [];
        await this.dataImports.map(tx, ctx.actor, id, meaningOf(form, values));
      },
    });
  }

  @Act(WRITE.dataImport, { page: 'reprise/:id/retour' })
  remap(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({ ...this.on(ctx, id), work: (tx) => this.dataImports.remap(tx, ctx.actor, id) });
  }

  /** Declares the devices of its good rows, all or none; more than 20,000 only with their number in `devices`. A large one is done later: its `state` and `done` tell. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/reprise', api: 'takeovers/:id/apply', takes: DataImportApplyDto })
  apply(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: DataImportApplyDto,
      work: (tx, form) => this.dataImports.apply(tx, ctx.actor, id, form.only, form.devices),
    });
  }

  /** Drops a file that made nothing. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/abandon', api: 'takeovers/:id/refuse' })
  refuse(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Fichier abandonné : il n’a rien enregistré.',
      work: (tx) => this.dataImports.refuse(tx, ctx.actor, id),
      to: () => '/reprise',
    });
  }

  private on(ctx: Ctx, id: string): ActOn<DataImportFileView> {
    return {
      ref: id,
      to: () => `/reprise/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: ({ problems = [], values = {} }) => this.page(ctx, id, { problems, typed: values }),
    };
  }

  private async page(
    ctx: Ctx,
    id: string,
    o: {
      at?: { told?: string | undefined; good?: string | undefined; left?: string | undefined };
      problems?: FieldProblem[];
      typed?: Record<string, string>;
    },
  ) {
    const file = await this.queries.byId(ctx.actor, id);
    const again = o.problems ? { problems: o.problems } : {};
    if (file.state === 'mapping') {
      const [values, known] = await Promise.all([this.queries.values(ctx.actor, id), this.queries.known(ctx.actor)]);
      return (
        <MappingPage file={file} values={values} known={known} {...again} {...(o.typed ? { typed: o.typed } : {})} />
      );
    }
    const rows = (only: 'told' | 'good' | 'left') => {
      const cursor = o.at?.[only];
      return this.queries.rows(ctx.actor, id, { only, limit: 25, ...(cursor ? { cursor } : {}) });
    };
    const [told, good, left, book] = await Promise.all([
      rows('told'),
      rows('good'),
      file.rowsSkipped ? rows('left') : { items: [], next: null },
      file.sheets.length > 1 ? this.queries.sheets(ctx.actor, id) : null,
    ]);
    const here = `/reprise/${id}`;
    return (
      <DataImportFilePage
        file={file}
        book={book}
        told={told}
        good={good}
        left={left}
        timeZone={ctx.bank.timeZone}
        toldHref={told.next ? `${here}?signalees=${told.next}#signalees` : null}
        leftHref={left.next ? `${here}?laissees=${left.next}#laissees` : null}
        goodHref={good.next ? `${here}?bonnes=${good.next}#bonnes` : null}
        {...again}
      />
    );
  }
}
