import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CORRECTION_REASONS, CORRECTIONS, CorrectionsService, type CorrectionView } from '#bank/corrections';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { CorrectionsQuery } from './corrections.dto.js';
import { changeWords } from './corrections.words.js';

export class CorrectionExportQuery extends CorrectionsQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<CorrectionView>[] = [
  ['Correction', (c) => CORRECTIONS[c.kind].done],
  ['De quoi', (c) => c.label],
  ['Avant, après', (c) => changeWords(c)],
  ['Comment', (c) => CORRECTION_REASONS[c.reason]],
  ['Le', (c) => c.at],
  ['Opérateur', (c) => c.operatorNumber],
  ['Organisation', (c) => c.organisation],
  ['À relire', (c) => (c.touches.length ? 'oui' : 'non')],
  ['Relue le', (c) => c.countersignedAt],
  ['Relue par l’opérateur', (c) => c.countersignedBy],
];

/** The corrections to take away: by operator numbers, never by names. */
@ApiTags('corrections')
@ApiBearerAuth()
@Controller()
export class CorrectionExportController {
  constructor(private readonly corrections: CorrectionsService) {}

  /** All corrections that the list keeps, as a CSV or XLSX file. */
  @Read(READ.corrections, { page: 'corrections/export', api: 'corrections/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: CorrectionExportQuery): Promise<Answer> {
    const waiting = query['a-contresigner'] === 'oui';
    return listAnswer(ctx, format, {
      filename: 'corrections',
      name: 'Corrections',
      columns: COLUMNS,
      read: (cursor, limit) => this.corrections.list(ctx.actor, { waiting, sort: query.sort, cursor, limit }),
    });
  }
}
