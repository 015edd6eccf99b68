import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { QuotasService, type QuotaView } from '#bank/allocation';
import { categoryOf } from '#bank/devices';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { QuotaPageQuery, yearOf } from './quotas.dto.js';

export class QuotaExportQuery extends QuotaPageQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<QuotaView>[] = [
  ['Structure', (q) => q.structure],
  ['Type', (q) => categoryOf(q.category).label],
  ['Du', (q) => q.startsOn],
  ['Au', (q) => q.endsOn],
  ['Permis', (q) => q.allowed],
  ['Accordés', (q) => q.used],
];

/** The export of the quotas of a year: what each structure may have, and what it had. */
@ApiTags('quotas')
@ApiBearerAuth()
@Controller()
export class QuotaExportController {
  constructor(private readonly quotas: QuotasService) {}

  /** All that the list keeps, as a CSV or XLSX file. */
  @Read(READ.quotas, { page: 'quotas/export', api: 'quotas/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { annee, format = 'csv' }: QuotaExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'quotas',
      name: 'Quotas',
      columns: COLUMNS,
      read: async () => ({
        items: await this.quotas.list(ctx.actor, { year: yearOf(annee), limit: null }),
        next: null,
      }),
    });
  }
}
