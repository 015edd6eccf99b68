import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { BULK_LIFECYCLE, BULK_STATES, BulkQueries, type BulkView, bulkVerb } from '#bank/bulk';
import { type Answer, Context, Ctx, ExportQuery, listAnswer, type OutColumn, Read } from '#platform/http';
import { SHEET_FORMATS } from '#platform/kernel';

const COLUMNS: readonly OutColumn<Omit<BulkView, 'allowed' | 'possible'>>[] = [
  ['Action', (a) => bulkVerb(a.verb).label],
  ['État', (a) => BULK_STATES[a.state].label],
  ['Choisis', (a) => a.total],
  ['Faits', (a) => a.done],
  ['Refusés', (a) => a.refused],
  ['Opérateur', (a) => a.operatorNumber],
  ['Préparée le', (a) => a.createdAt],
  ['Commencée le', (a) => a.startedAt],
  ['Finie le', (a) => a.endedAt],
];

/** What was done with many at once, to take away. */
@ApiTags('bulk-acts')
@ApiBearerAuth()
@Controller()
export class BulkExportController {
  constructor(private readonly queries: BulkQueries) {}

  /** All bulk acts of one's organisation, as a CSV or XLSX file. */
  @Read(BULK_LIFECYCLE.right('prepare'), { page: 'actions-groupees/export', api: 'bulk-acts/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'actions-groupees',
      name: 'Actions groupées',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { cursor, limit }),
    });
  }
}
