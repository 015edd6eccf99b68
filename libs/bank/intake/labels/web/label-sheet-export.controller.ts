import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type LabelSheetView, LabelsService } from '#bank/intake';
import { type Answer, Context, Ctx, ExportQuery, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS } from '#platform/kernel';
import { LABEL_SHEET_KINDS } from './sheets.pages.js';

const COLUMNS: readonly OutColumn<LabelSheetView>[] = [
  ['Numéro', (s) => s.documentNumber],
  ['Planche', (s) => LABEL_SHEET_KINDS[s.kind]],
  ['Demandée par', (s) => s.organisation],
  ['Don', (s) => s.donation],
  ['Rouleau', (s) => s.roll],
  ['Format', (s) => s.format],
  ['Étiquettes', (s) => s.labels],
  ['Posées', (s) => (s.rollId ? s.used : null)],
  ['Demandée le', (s) => s.createdAt],
];

/** The export of the list of label sheets. */
@ApiTags('label-sheets')
@ApiBearerAuth()
@Controller()
export class LabelSheetExportController {
  constructor(private readonly labels: LabelsService) {}

  /** All that the list keeps, as a CSV or XLSX file. */
  @Read(READ.labels, { page: 'dons/etiquettes/export', api: 'label-sheets/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'etiquettes',
      name: 'Étiquettes',
      columns: COLUMNS,
      read: (cursor, limit) => this.labels.list(ctx.actor, { limit, ...(cursor ? { cursor } : {}) }),
    });
  }
}
