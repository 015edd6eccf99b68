import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { DONATION_STATES, type DonationListView, DonationQueries } from '#bank/intake';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { DonationPageQuery } from '../../web/intake.dto.js';
import { donationFilters } from './donation-filters.js';

export class DonationExportQuery extends DonationPageQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<DonationListView>[] = [
  ['Numéro', (d) => d.number],
  ['Donateur', (d) => d.donorName],
  ['État', (d) => DONATION_STATES[d.state].label],
  ['Annoncés', (d) => d.announced],
  ['Enregistrés', (d) => d.logged],
  ['Lieu', (d) => d.place],
  ['Attendu le', (d) => d.expectedOn],
  ['Reçu le', (d) => d.receivedAt],
  ['Noté le', (d) => d.createdAt],
];

/** The export of the list of donations: the same filters, all of them, nobody named. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class DonationExportController {
  constructor(private readonly queries: DonationQueries) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read(READ.donations, { page: 'dons/export', api: 'donations/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: DonationExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'dons',
      name: 'Dons',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { ...donationFilters(query), cursor, limit }),
    });
  }
}
