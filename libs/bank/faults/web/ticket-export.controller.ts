import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { deviceWords, showAssetCode } from '#bank/devices';
import { PROBLEMS, TICKET_STATES, type TicketListView, TicketQueries } from '#bank/faults';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { TicketListQuery } from './maintenance.dto.js';
import { ticketFilters } from './ticket-filters.js';

export class TicketExportQuery extends TicketListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<TicketListView>[] = [
  ['Numéro', (t) => t.number],
  ['Problème', (t) => PROBLEMS[t.problem].label],
  ['Étiquette', (t) => (t.deviceCode ? showAssetCode(t.deviceCode) : t.typed)],
  ['Appareil', (t) => (t.deviceCode ? deviceWords(t) : '')],
  ['Structure', (t) => t.structure],
  ['État', (t) => TICKET_STATES[t.state].label],
  ['Signalée le', (t) => t.openedAt],
  ['Terminée le', (t) => t.endedAt],
];

/** The export of the list of tickets: the same filters, all of them, nobody named. */
@ApiTags('tickets')
@ApiBearerAuth()
@Controller()
export class TicketExportController {
  constructor(private readonly queries: TicketQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.tickets, { page: 'pannes/export', api: 'tickets/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: TicketExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'pannes',
      name: 'Pannes',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { ...ticketFilters(query), cursor, limit }),
    });
  }
}
