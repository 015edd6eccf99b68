import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { REQUEST_STATES, type RequestListView, RequestQueries } from '#bank/allocation';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { RequestListQuery } from '../../web/allocation.queries.dto.js';
import { askedWords } from '../../web/allocation.words.js';
import { requestFilters } from './request-filters.js';

export class RequestExportQuery extends RequestListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<RequestListView>[] = [
  ['Numéro', (r) => r.number],
  ['Structure', (r) => r.structure],
  ['Commune', (r) => r.commune],
  ['État', (r) => REQUEST_STATES[r.state].label],
  ['Prioritaire', (r) => (r.urgency === 'priority' ? 'oui' : 'non')],
  ['Demandé', (r) => askedWords(r.asked)],
  ['Appareils', (r) => r.units],
  ['Réservés', (r) => r.reserved],
  ['Remis', (r) => r.fulfilled],
  ['Envoyée le', (r) => r.submittedAt],
  ['Expire le', (r) => r.expiresAt],
];

/** The export of the list of requests: the same filters, all of them, nobody named. */
@ApiTags('requests')
@ApiBearerAuth()
@Controller()
export class RequestExportController {
  constructor(private readonly queries: RequestQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.requests, { page: 'demandes/export', api: 'requests/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: RequestExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'demandes',
      name: 'Demandes',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { ...requestFilters(query), cursor, limit }),
    });
  }
}
