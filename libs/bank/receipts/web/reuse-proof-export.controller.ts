import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type ProvableYear, ReuseProofs } from '#bank/figures';
import { type Answer, Context, Ctx, ExportQuery, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS } from '#platform/kernel';

const COLUMNS: readonly OutColumn<ProvableYear>[] = [
  ['Donateur', (y) => y.donor],
  ['Année', (y) => y.year],
  ['Dons', (y) => y.donations],
  ['Appareils', (y) => y.devices],
  ['Dernière preuve', (y) => y.paper?.number ?? null],
];

/** The export of the list of proofs of reuse. */
@ApiTags('receipts')
@ApiBearerAuth()
@Controller()
export class ReuseProofExportController {
  constructor(private readonly proofs: ReuseProofs) {}

  /** The public donors, by year in which they gave, as a CSV or XLSX file. */
  @Read(READ.receipts, { page: 'recus/reemploi/export', api: 'reuse-proofs/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'preuves-de-reemploi',
      name: 'Preuves de réemploi',
      columns: COLUMNS,
      read: async () => ({ items: await this.proofs.provable(ctx.actor), next: null }),
    });
  }
}
