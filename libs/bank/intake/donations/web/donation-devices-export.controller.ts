import { Controller, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Condition, categoryLabel, conditionLabel, showAssetCode } from '#bank/devices';
import { DonationQueries, type LoggedDeviceView } from '#bank/intake';
import { Context, Ctx, ExportQuery, exportAnswer, Read } from '#platform/http';
import { type OutCell, READ, SHEET_FORMATS } from '#platform/kernel';
import { stateOf } from '../../../devices/web/device.words.js';

const BATCH = 1_000;

const COLUMNS: readonly (readonly [string, (d: LoggedDeviceView) => OutCell])[] = [
  ['Code', (d) => showAssetCode(d.code)],
  ['Type', (d) => categoryLabel(d.category)],
  ['Marque', (d) => d.make],
  ['Modèle', (d) => d.model],
  ['Numéro de série', (d) => d.serial],
  ['État à l’arrivée', (d) => conditionLabel(d.condition as Condition)],
  ['Aujourd’hui', (d) => (d.state ? stateOf({ state: d.state, inDeposit: d.inDeposit }).label : 'parti')],
  ['Étiquette', (d) => (d.labelPrinted ? 'imprimée' : 'à imprimer')],
  ['Date d’achat', (d) => d.boughtOn?.split('-').reverse().join('/') ?? d.boughtYear],
];

async function* rows(queries: DonationQueries, ctx: Ctx, id: string): AsyncGenerator<OutCell[]> {
  let cursor: string | null | undefined;
  do {
    const page = await queries.devices(ctx.actor, id, { limit: BATCH, cursor: cursor || undefined });
    for (const device of page.items) yield COLUMNS.map(([, value]) => value(device));
    cursor = page.next;
  } while (cursor);
}

@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class DonationDevicesExportController {
  constructor(private readonly queries: DonationQueries) {}

  /** The devices logged for a donation, as a CSV or XLSX file. */
  @Read(READ.donations, { page: 'dons/:id/appareils/export', api: 'donations/:id/devices/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  async exportDevices(@Context() ctx: Ctx, @Param('id') id: string, @Query() { format = 'csv' }: ExportQuery) {
    const donation = await this.queries.byId(ctx.actor, id);
    return exportAnswer(ctx, format, `don-${donation.number}-appareils`, {
      name: donation.number,
      header: COLUMNS.map(([title]) => title),
      rows: rows(this.queries, ctx, id),
    });
  }
}
