import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { showAssetCode } from '#bank/devices';
import { type ReceivedListView, ReceivedQueries } from '#bank/inventories';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { ReceivedPageQuery } from './inventories.dto.js';
import { channelWords, machineWords, reasonWords, STATE_WORDS, sourceWords } from './inventories.words.js';
import { receivedFilters } from './received-filters.js';

export class ReceivedExportQuery extends ReceivedPageQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<ReceivedListView>[] = [
  ['Machine', (r) => machineWords(r)],
  ['N° de série', (r) => r.serial],
  ['État', (r) => STATE_WORDS[r.state].label],
  ['Pourquoi', (r) => (r.state === 'waiting' ? reasonWords(r.reason)[0] : '')],
  ['Appareil', (r) => (r.deviceCode ? showAssetCode(r.deviceCode) : '')],
  ['Reçu le', (r) => r.receivedAt],
  ['Par', (r) => r.organisation],
  ['Comment', (r) => `${channelWords(r.channel)} (${sourceWords(r.source)})`],
];

/** The export of the list of received inventories: the same filters, all of them, nobody named. */
@ApiTags('inventories')
@ApiBearerAuth()
@Controller()
export class ReceivedExportController {
  constructor(private readonly received: ReceivedQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.inventories, { page: 'inventaires/export', api: 'inventories/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: ReceivedExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'inventaires',
      name: 'Inventaires',
      columns: COLUMNS,
      read: (cursor, limit) => this.received.list(ctx.actor, { ...receivedFilters(query), cursor, limit }),
    });
  }
}
