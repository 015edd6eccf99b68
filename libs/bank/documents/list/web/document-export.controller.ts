import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { DocumentsService, type DocumentView, nameOfPaper } from '#bank/documents';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { stateOfPaper } from '../../web/document.words.js';
import { DocumentListQuery, documentFilters } from './documents.dto.js';

export class DocumentExportQuery extends DocumentListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<DocumentView>[] = [
  ['Numéro', (d) => d.number],
  ['Type', (d) => nameOfPaper(d.type)],
  ['État', (d) => (d.withdrawnAt ? 'retiré, ne compte plus' : stateOfPaper(d.state).label)],
  ['Demandé le', (d) => d.requestedAt],
  ['Prêt le', (d) => d.readyAt],
  ['SHA-256', (d) => d.sha256],
];

/** The export of the list of papers: the same filters, all of them; without their titles, which may name somebody. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller()
export class DocumentExportController {
  constructor(private readonly documents: DocumentsService) {}

  /** All that the list keeps with these filters, as a CSV or XLSX file. */
  @Read({ instanceAdmin: true, ...READ.papers }, { page: 'documents/export', api: 'documents/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: DocumentExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'documents',
      name: 'Documents',
      columns: COLUMNS,
      read: (cursor, limit) => this.documents.list(ctx.actor, { ...documentFilters(query), cursor, limit }),
    });
  }
}
