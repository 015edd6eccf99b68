import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { SIM_STATUSES, SimQueries, type SimView } from '#bank/sims';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { simFilters } from './sim-filters.js';
import { SimListQuery } from './sims.dto.js';

export class SimExportQuery extends SimListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<SimView>[] = [
  ['Carte', (s) => s.iccid],
  ['Opérateur', (s) => s.carrier],
  ['Forfait', (s) => s.plan],
  ['État', (s) => SIM_STATUSES[s.status].label],
  ['Chez', (s) => s.structure ?? 'la banque'],
  ['Depuis', (s) => s.changedAt],
];

/** The export of the list of sims: the same filters, all of them, nobody named. */
@ApiTags('sims')
@ApiBearerAuth()
@Controller()
export class SimExportController {
  constructor(private readonly queries: SimQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.sims, { page: 'sim/export', api: 'sims/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: SimExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'cartes-sim',
      name: 'Cartes SIM',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { ...simFilters(query), cursor, limit }),
    });
  }
}
