import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PURPOSES, TRANSFER_STATES, TransferQueries, type TransferView } from '#bank/logistics';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { LotListQuery } from '../../web/logistics.dto.js';
import { transferFilters } from './transfer-filters.js';

export class TransferExportQuery extends LotListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<TransferView>[] = [
  ['Numéro', (t) => t.number],
  ['De', (t) => t.from],
  ['Pour', (t) => t.to],
  ['Objet', (t) => PURPOSES[t.purpose]],
  ['État', (t) => TRANSFER_STATES[t.state].label],
  ['Appareils', (t) => t.devices],
  ['Confirmés', (t) => t.confirmed],
  ['À retrouver', (t) => t.missing],
  ['En plus', (t) => t.extra],
  ['Préparé le', (t) => t.createdAt],
  ['Demandé le', (t) => (t.purpose === 'delivery' ? t.sentAt : null)],
  ['Parti le', (t) => (t.purpose === 'delivery' ? t.departedAt : t.sentAt)],
  ['Fini le', (t) => t.endedAt],
];

/** The export of the list of transfers: the same filters, all of them, nobody named. */
@ApiTags('transfers')
@ApiBearerAuth()
@Controller()
export class TransferExportController {
  constructor(private readonly queries: TransferQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.transfers, { page: 'lots/export', api: 'transfers/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: TransferExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'lots',
      name: 'Lots',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { ...transferFilters(query), cursor, limit }),
    });
  }
}
