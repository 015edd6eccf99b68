import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { showAssetCode } from '#bank/devices';
import { REMOVED_STATES, RemovedMediaQueries, type RemovedView, showMediumCode } from '#bank/workshop';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { mediumWords } from '../../web/workshop.words.js';
import { RemovedListQuery, removedFilters } from './removed-media.dto.js';

export class RemovedMediaExportQuery extends RemovedListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<RemovedView>[] = [
  ['Support', (x) => showMediumCode(x.code)],
  ['Ce que c’est', (x) => mediumWords(x)],
  ['N° de série', (x) => x.serial],
  ['Retiré de', (x) => showAssetCode(x.deviceCode)],
  ['Retiré le', (x) => x.removedAt],
  ['État', (x) => REMOVED_STATES[x.state].label],
  ['Détenu par', (x) => x.holder],
  ['Lieu', (x) => x.place],
  ['Bordereau', (x) => x.slip],
];

/** The export of the list of removed media: the same filters, all of them, nobody named. */
@ApiTags('refurbishment')
@ApiBearerAuth()
@Controller()
export class RemovedMediaExportController {
  constructor(private readonly queries: RemovedMediaQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.workshop, { page: 'atelier/supports-retires/export', api: 'removed-media/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: RemovedMediaExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'supports-retires',
      name: 'Supports retirés',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { ...removedFilters(query), cursor, limit }),
    });
  }
}
