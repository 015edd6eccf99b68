import { Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { ImportQueries } from '#bank/files/engine';
import { type DataImportFileView, DataImportQueries, DataImportService } from '#bank/files/old-register';
import { Act, type Answer, ApiController, Context, Ctx, exportAnswer, json, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { type RowsAsked, readRowPages, rowsAskedIn } from '../../engine/web/device-rows.js';
import { FileRowsLeftQuery, FileRowsPageQuery, TakeSheetDto } from '../../engine/web/file.dto.js';
import { FileActs, problemWords, uploadedSheet } from '../../engine/web/file-acts.js';
import { WithdrawalPage } from '../../engine/web/withdrawal.page.js';
import {
  columnsFromForm,
  DataImportApplyDto,
  DataImportColumnsDto,
  DataImportMappingDto,
  DataImportMappingForm,
  DataImportSheetDto,
  meaningOf,
  wordsFromForm,
} from './data-import.dto.js';
import { DataImportFilePage } from './data-import-file.page.js';
import { DataImportsPage } from './data-imports.page.js';
import { MappingPage } from './mapping.page.js';

/** Files of another tool: send, say what columns and words mean, check, then take over or drop. */
@ApiController('data-imports')
export class DataImportsController {
  constructor(
    private readonly dataImports: DataImportService,
    private readonly queries: DataImportQueries,
    private readonly imports: ImportQueries,
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
      work: (tx, form) =>
        this.dataImports.upload(tx, ctx.actor, uploadedSheet(ctx, 'data_import.file_missing'), form.issuer ?? ''),
      to: (id) => `/reprise/${id}`,
      view: (id) => this.queries.byId(ctx.actor, id),
      page: (again) => this.sending(ctx, again),
    });
  }

  @Read(READ.dataImport, { page: 'reprise/:id' })
  async showPage(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: FileRowsPageQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, {}, rowsAskedIn(query)));
  }

  /** One file: what was understood of it, and what became of it. */
  @Read(READ.dataImport, { api: 'takeovers/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** The different words of its mapped columns, each with what it is tied to; `target` null: somebody has to say. */
  @Read(READ.dataImport, { api: 'takeovers/:id/values' })
  async listValues(@Context() ctx: Ctx, @Param('id') id: string) {
    await this.queries.byId(ctx.actor, id);
    return json(200, { items: await this.queries.values(ctx.actor, id) });
  }

  /** Its rows as they were understood; `only` keeps those with something to say, the good ones, or those that are left out. */
  @Read(READ.dataImport, { api: 'takeovers/:id/rows' })
  async listRows(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: FileRowsLeftQuery) {
    return json(200, await this.queries.rows(ctx.actor, id, query.asked));
  }

  @Read(WRITE.dataImport, { page: 'reprise/:id/lignes-a-corriger' })
  async wrongRows(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const file = await this.queries.byId(ctx.actor, id);
    const at = file.header.flatMap((title, i) => (title ? [i] : []));
    const { imports } = this;
    async function* rows() {
      for await (const row of imports.wrongRows(id))
        yield [...at.map((i) => row.cells[i] ?? ''), row.problems.map(problemWords).join(' ')];
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
      ...this.acts(ctx, id).on,
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
      ...this.acts(ctx, id).on,
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
    return ctx.act({ ...this.acts(ctx, id).on, work: (tx) => this.dataImports.remap(tx, ctx.actor, id) });
  }

  /** Declares the devices of its good rows, all or none; more than 20,000 only with their number in `devices`. A large one is done later: its `state` and `done` tell. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/reprise', api: 'takeovers/:id/apply', takes: DataImportApplyDto })
  apply(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts(ctx, id).on,
      dto: DataImportApplyDto,
      work: (tx, form) => this.dataImports.apply(tx, ctx.actor, id, form.only, form.devices),
    });
  }

  /** Drops a file that made nothing. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/abandon', api: 'takeovers/:id/refuse' })
  refuse(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).refuse('/reprise', 'Fichier abandonné : il n’a rien enregistré.');
  }

  /**
   * Undoes an applied file: its devices were declared by mistake, but for those that have moved on since; `withdrawal` tells. A large one
   * is undone later: its `state` and `done` tell.
   */
  @Act(WRITE.dataImport, { page: 'reprise/:id/annulation', api: 'takeovers/:id/withdraw', asks: true })
  withdraw(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).withdraw(async ({ problems }) => {
      const { filename, rowsMade } = await this.queries.byId(ctx.actor, id);
      return (
        <WithdrawalPage
          here={`/reprise/${id}`}
          filename={filename}
          made={rowsMade}
          trail={[
            { label: 'Appareils', href: '/appareils' },
            { label: 'Reprise', href: '/reprise' },
          ]}
          again="Leurs anciennes étiquettes serviront encore quand le fichier corrigé sera repris. Les structures et les lieux créés par la reprise restent."
          problems={problems}
        />
      );
    });
  }

  /** What became of the sheets of its workbook: `left` may still be taken, by number from 0, while `waiting`. */
  @Read(READ.dataImport, { api: 'takeovers/:id/sheets' })
  async listSheets(@Context() ctx: Ctx, @Param('id') id: string) {
    const { rootId } = await this.queries.byId(ctx.actor, id);
    return json(200, await this.imports.sheetsOf(rootId));
  }

  /** Takes another sheet of a workbook of which one was taken over, without sending it again: a file of its own. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/feuilles', api: 'takeovers/:id/sheets', takes: TakeSheetDto })
  take(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).takeSheet();
  }

  /** Forgets the sheets that nobody wants, and the sealed file with them. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/feuilles/oubli', api: 'takeovers/:id/sheets/forget' })
  forget(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.acts(ctx, id).forgetSheets('Fichier effacé : ses autres feuilles ne seront pas reprises.');
  }

  private acts(ctx: Ctx, id: string) {
    return new FileActs<DataImportFileView>({
      ctx,
      id,
      up: '/reprise',
      files: this.dataImports,
      view: (of) => this.queries.byId(ctx.actor, of),
      page: (again) => this.page(ctx, id, again),
      sending: ({ problems }) => this.sending(ctx, { problems }),
    });
  }

  private async sending(ctx: Ctx, again: FormState) {
    const files = await this.queries.files(ctx.actor);
    return <DataImportsPage files={files} timeZone={ctx.bank.timeZone} {...again} />;
  }

  private async page(ctx: Ctx, id: string, { problems, values: typed = {} }: FormState, asked: RowsAsked = {}) {
    const file = await this.queries.byId(ctx.actor, id);
    if (file.state === 'mapping') {
      const [values, known] = await Promise.all([this.queries.values(ctx.actor, id), this.queries.known(ctx.actor)]);
      return <MappingPage {...{ file, values, known, problems, typed }} />;
    }
    const [rows, book] = await Promise.all([
      readRowPages(`/reprise/${id}`, asked, file.rowsSkipped > 0, (only) => this.queries.rows(ctx.actor, id, only)),
      file.sheets.length > 1 ? this.imports.sheetsOf(file.rootId) : null,
    ]);
    return <DataImportFilePage {...rows} {...{ file, book, problems }} timeZone={ctx.bank.timeZone} />;
  }
}
