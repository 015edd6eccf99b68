import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DataEndQueries, type DataEndView } from '#bank/workshop';
import { type Answer, Context, Ctx, ExportQuery, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS } from '#platform/kernel';
import { DATA_END_WORDS } from './data-ends.page.js';

const COLUMNS: readonly OutColumn<DataEndView>[] = [
  ['Phrase', (s) => DATA_END_WORDS[s.kind]],
  ['Appareils', (s) => s.devices],
  ['Signée le', (s) => s.signedAt],
  ['Par l’opérateur', (s) => s.operatorNumber],
  ['Organisation', (s) => s.organisation],
  ['Bordereau', (s) => s.slip],
];

/** The export of the sentences that were signed of data that nobody proved gone. */
@ApiTags('refurbishment')
@ApiBearerAuth()
@Controller()
export class DataEndExportController {
  constructor(private readonly ends: DataEndQueries) {}

  /** All sentences that the reader may read, as a CSV or XLSX file. */
  @Read(READ.workshop, { page: 'atelier/sorties/export', api: 'data-ends/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'sorties-sans-preuve',
      name: 'Sorties sans preuve',
      columns: COLUMNS,
      read: (cursor, limit) => this.ends.list(ctx.actor, { cursor, limit }),
    });
  }
}
