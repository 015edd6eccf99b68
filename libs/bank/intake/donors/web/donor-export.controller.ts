import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DONOR_KINDS, DonorsService, type DonorView, isPerson } from '#bank/intake';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS } from '#platform/kernel';
import { DonorExportQuery } from '../../web/intake.dto.js';
import { identifierOf } from './donor-words.js';

const COLUMNS: readonly OutColumn<DonorView>[] = [
  ['Donateur', (d) => (isPerson(d.kind) ? DONOR_KINDS[d.kind].label : d.name)],
  ['Type', (d) => DONOR_KINDS[d.kind].label],
  ['SIREN, SIRET ou RNA', (d) => (isPerson(d.kind) ? '' : identifierOf(d))],
  ['Commune', (d) => (isPerson(d.kind) ? '' : d.commune)],
  ['Dons', (d) => d.donations],
];

/** The export of the list of donors: organisations by their name, people as people, nobody to ring (docs/adr/0033). */
@ApiTags('donors')
@ApiBearerAuth()
@Controller()
export class DonorExportController {
  constructor(private readonly donors: DonorsService) {}

  /** All donors that the list keeps, as a CSV or XLSX file. */
  @Read(READ.donations, { page: 'dons/donateurs/export', api: 'donors/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', q, kind, sort }: DonorExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'donateurs',
      name: 'Donateurs',
      columns: COLUMNS,
      read: (cursor, limit) => this.donors.list(ctx.actor, { q, kind: kind || undefined, sort, cursor, limit }),
    });
  }
}
