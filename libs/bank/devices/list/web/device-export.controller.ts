import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import {
  checkWords,
  DeviceList,
  type DeviceListView,
  deviceField,
  LISTED_FIELDS,
  showAssetCode,
  wordsOfField,
} from '#bank/devices';
import { type DeviceBought, PurchaseQueries } from '#bank/intake';
import { type Answer, Context, Ctx, ExportFormat, listAnswer, NoPart, type OutColumn, Read } from '#platform/http';
import { may, READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { stateOf } from '../../web/device.words.js';
import { DeviceListQuery } from '../../web/devices.dto.js';

export class DeviceExportQuery extends DeviceListQuery {
  @ExportFormat() format?: SpreadsheetFormat;
  @NoPart() override limit?: never;
  /** Only these, by their ids, separated by commas. */
  @IsOptional() @IsString() @MaxLength(4_000) only?: string;
}

const COLUMNS: readonly OutColumn<DeviceListView>[] = [
  ['Code', (d) => showAssetCode(d.code)],
  ...LISTED_FIELDS.map(
    (name): OutColumn<DeviceListView> => [deviceField(name).label, (d) => wordsOfField(name, d[name])],
  ),
  ['Classement', (d) => d.grade],
  ['État', (d) => stateOf(d).label],
  ['En dépôt', (d) => (d.inDeposit ? 'oui' : 'non')],
  ['À vérifier', (d) => checkWords(d.toCheck)],
  ['Détenu par', (d) => d.holder ?? 'une personne'],
  ['Lieu', (d) => d.place],
  ['Attend depuis le', (d) => d.waitingSince && new Date(d.waitingSince)],
  ['Dernier changement', (d) => new Date(d.changedAt)],
];

type WithPurchase = DeviceListView & { readonly bought?: DeviceBought | undefined };

/** For those who read donations. */
const PURCHASE: readonly OutColumn<WithPurchase>[] = [
  ['Acheté', ({ bought }) => bought?.day ?? bought?.year ?? ''],
  ['Coût d’achat (€)', ({ bought }) => (bought?.costCents ? bought.costCents / 100 : '')],
  ['Fournisseur', ({ bought }) => bought?.supplier ?? ''],
  ['Fin de la garantie d’achat', ({ bought }) => bought?.purchaseWarrantyEnd ?? ''],
];

/** The export of the list of devices: the same filters, the same devices, all of them. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller()
export class DeviceExportController {
  constructor(
    private readonly list: DeviceList,
    private readonly purchases: PurchaseQueries,
  ) {}

  /** All devices of the list with these filters, as a CSV or XLSX file. */
  @Read(READ.devices, { page: 'appareils/export', api: 'devices/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() query: DeviceExportQuery): Promise<Answer> {
    const { format = 'csv', only, asked } = query;
    const filters = { ...asked, ...(only === undefined ? {} : { only: only.split(',') }) };
    return listAnswer(ctx, format, {
      filename: 'appareils',
      name: 'Appareils',
      columns: may(ctx.actor, READ.donations) ? [...COLUMNS, ...PURCHASE] : COLUMNS,
      read: async (cursor = asked.cursor, limit) => {
        const page = await this.list.page(ctx.actor, { ...filters, cursor }, limit);
        const bought = await this.purchases.of(
          ctx.actor,
          page.items.map(({ id }) => id),
        );
        return { ...page, items: page.items.map((d): WithPurchase => ({ ...d, bought: bought.get(d.id) })) };
      },
    });
  }
}
