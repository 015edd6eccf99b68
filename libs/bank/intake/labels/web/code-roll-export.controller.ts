import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { VOID_REASONS } from '#bank/devices';
import { CodeRolls, type CodeRollView } from '#bank/intake';
import { type Answer, Context, Ctx, ExportQuery, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS } from '#platform/kernel';

const COLUMNS: readonly OutColumn<CodeRollView>[] = [
  ['Rouleau', (r) => r.number],
  ['Fait le', (r) => r.madeAt],
  ['Pour', (r) => r.organisation],
  ['Lieu', (r) => r.place],
  ['Imprimées', (r) => r.printed],
  ['Collées', (r) => r.used],
  ['Restent', (r) => r.remaining],
  ['Annulé le', (r) => r.voidedAt],
  ['Pourquoi', (r) => (r.voidReason ? VOID_REASONS[r.voidReason] : null)],
];

/** The export of the list of rolls. */
@ApiTags('code-rolls')
@ApiBearerAuth()
@Controller()
export class CodeRollExportController {
  constructor(private readonly rolls: CodeRolls) {}

  /** All rolls, as a CSV or XLSX file. */
  @Read(READ.labels, { page: 'dons/etiquettes/rouleaux/export', api: 'code-rolls/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'rouleaux',
      name: 'Rouleaux de codes',
      columns: COLUMNS,
      read: (cursor, limit) => this.rolls.list(ctx.actor, { limit, ...(cursor ? { cursor } : {}) }),
    });
  }
}
