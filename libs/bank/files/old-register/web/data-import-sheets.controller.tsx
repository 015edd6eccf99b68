import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataImportQueries, DataImportService } from '#bank/files/old-register';
import { Act, Context, Ctx, json, Policy } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { TakeSheetDto } from '../../engine/web/columns.dto.js';
import { DataImportsPage } from './data-imports.page.js';

/** The sheets of another tool's workbook, one after the other from the same sealed file. */
@ApiTags('data-imports')
@ApiBearerAuth()
@Controller()
export class DataImportSheetsController {
  constructor(
    private readonly queries: DataImportQueries,
    private readonly dataImports: DataImportService,
  ) {}

  /** What became of the sheets of its workbook: `left` may still be taken, by number from 0, while `waiting`. */
  @Get('api/v1/takeovers/:id/sheets')
  @Policy(READ.dataImport)
  async listSheets(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.sheets(ctx.actor, id));
  }

  /** Takes another sheet of a workbook of which one was taken over, without sending it again: a file of its own. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/feuilles', api: 'takeovers/:id/sheets', takes: TakeSheetDto })
  take(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: TakeSheetDto,
      to: (taken) => `/reprise/${taken}`,
      view: (taken) => this.queries.byId(ctx.actor, taken),
      page: ({ problems = [] }) => this.list(ctx, problems),
      work: (tx, { sheet }) => this.dataImports.takeSheet(tx, ctx.actor, id, sheet),
    });
  }

  /** Forgets the sheets that nobody wants, and the sealed file with them. */
  @Act(WRITE.dataImport, { page: 'reprise/:id/feuilles/oubli', api: 'takeovers/:id/sheets/forget' })
  forget(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      to: () => `/reprise/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: ({ problems = [] }) => this.list(ctx, problems),
      done: 'Fichier effacé : ses autres feuilles ne seront pas reprises.',
      work: (tx) => this.dataImports.forgetSheets(tx, ctx.actor, id),
    });
  }

  private async list(ctx: Ctx, problems: FieldProblem[]) {
    return (
      <DataImportsPage
        files={await this.queries.files(ctx.actor)}
        timeZone={ctx.bank.timeZone}
        problems={problems}
        values={{}}
      />
    );
  }
}
