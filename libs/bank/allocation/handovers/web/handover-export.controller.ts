import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { HandoverQueries, type HandoverView } from '#bank/allocation';
import { deviceWords, showAssetCode } from '#bank/devices';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { ENDED } from '../../beneficiaries/web/beneficiary.page.js';
import { CounterQuery } from '../../web/allocation.queries.dto.js';

export class HandoverExportQuery extends CounterQuery {
  /** `1` leaves out what came back. */
  @IsOptional() @IsString() @MaxLength(5) open?: string;
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<HandoverView>[] = [
  ['Code', (h) => showAssetCode(h.deviceCode)],
  ['Appareil', (h) => deviceWords(h)],
  ['Structure', (h) => h.structure],
  ['Comment', (h) => (h.origin === 'declared' ? 'non connu' : h.mode === 'gift' ? 'donné' : 'vendu')],
  ['Remis le', (h) => (h.dateKnown ? h.handedOverAt : null)],
  ['Déclaré', (h) => (h.origin === 'declared' ? 'oui' : 'non')],
  ['Original signé', (h) => h.originalPlace],
  ['Fini le', (h) => h.endedAt],
  ['Fin', (h) => (h.endReason ? ENDED[h.endReason] : '')],
];

/** The export of the hand-overs: which device, from where and when; to whom is in no file, not even as a reference (docs/adr/0033). */
@ApiTags('handovers')
@ApiBearerAuth()
@Controller()
export class HandoverExportController {
  constructor(private readonly queries: HandoverQueries) {}

  /** All hand-overs of the list, as a CSV or XLSX file. */
  @Read(READ.handovers, { page: 'remises/export', api: 'handovers/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', open, sort }: HandoverExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'remises',
      name: 'Appareils remis',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { open: open === '1', sort, cursor, limit }),
    });
  }
}
