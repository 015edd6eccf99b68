import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Condition, categoryLabel, conditionLabel, STATES, showAssetCode } from '#devices';
import { DonationQueries, type LoggedDeviceView } from '#intake';
import { type OutCell, READ, SHEET_FORMATS, type SheetFormat } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sheetAnswer } from '../../http/sheet-answer.js';
import { SheetFormatQuery } from './files/file.dto.js';

const BATCH = 1_000;

const COLUMNS: readonly (readonly [string, (d: LoggedDeviceView) => OutCell])[] = [
  ['Code', (d) => showAssetCode(d.code)],
  ['Type', (d) => categoryLabel(d.category)],
  ['Marque', (d) => d.make],
  ['Modèle', (d) => d.model],
  ['Numéro de série', (d) => d.serial],
  ['État à l’arrivée', (d) => conditionLabel(d.condition as Condition)],
  ['Aujourd’hui', (d) => (d.state ? STATES[d.state].label : 'parti')],
  ['Étiquette', (d) => (d.labelPrinted ? 'imprimée' : 'à imprimer')],
  ['Date d’achat', (d) => d.boughtOn?.split('-').reverse().join('/') ?? d.boughtYear],
];

async function* rows(queries: DonationQueries, ctx: Ctx, id: string): AsyncGenerator<OutCell[]> {
  let cursor: string | null | undefined;
  do {
    const page = await queries.devices(ctx.actor, id, { limit: BATCH, ...(cursor ? { cursor } : {}) });
    for (const device of page.items) yield COLUMNS.map(([, value]) => value(device));
    cursor = page.next;
  } while (cursor);
}

async function answer(queries: DonationQueries, ctx: Ctx, id: string, format: SheetFormat): Promise<Answer> {
  const donation = await queries.byId(ctx.actor, id);
  return sheetAnswer(format, `don-${donation.number}-appareils`, {
    name: donation.number,
    header: COLUMNS.map(([title]) => title),
    rows: rows(queries, ctx, id),
    timeZone: ctx.bank.timeZone,
  });
}

/** The devices of a donation to take away, as a list. */
@Controller('dons/:id/appareils')
export class DonationDevicesExportPages {
  constructor(private readonly queries: DonationQueries) {}

  @Get('export')
  @Policy(READ.donations)
  export(@Context() ctx: Ctx, @Param('id') id: string, @Query() { format = 'csv' }: SheetFormatQuery): Promise<Answer> {
    return answer(this.queries, ctx, id, format);
  }
}

@ApiTags('donations')
@ApiBearerAuth()
@Controller('api/v1/donations/:id/devices')
export class DonationDevicesExportApi {
  constructor(private readonly queries: DonationQueries) {}

  /** The devices logged for a donation, as a CSV or XLSX file. */
  @Get('export')
  @Policy(READ.donations)
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Param('id') id: string, @Query() { format = 'csv' }: SheetFormatQuery): Promise<Answer> {
    return answer(this.queries, ctx, id, format);
  }
}
