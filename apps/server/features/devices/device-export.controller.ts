import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  DeviceList,
  type DeviceListView,
  deviceField,
  LISTED_FIELDS,
  STATES,
  showAssetCode,
  wordsOfField,
} from '#devices';
import { type OutCell, READ, SHEET_FORMATS, type SpreadsheetFormat } from '#kernel';
import { Read } from '../../http/act.js';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { spreadsheetAnswer } from '../../http/spreadsheet-answer.js';
import { DeviceListQuery } from './devices.dto.js';

/** Rows read at once: a list of a million devices is asked for in a thousand small questions. */
const BATCH = 1_000;

export class DeviceExportQuery extends DeviceListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

type Column = readonly [title: string, value: (d: DeviceListView) => OutCell];

const COLUMNS: readonly Column[] = [
  ['Code', (d) => showAssetCode(d.code)],
  ...LISTED_FIELDS.map((name): Column => [deviceField(name).label, (d) => wordsOfField(name, d[name])]),
  ['Classement', (d) => d.grade],
  ['État', (d) => STATES[d.state].label],
  ['Détenu par', (d) => d.holder ?? 'une personne'],
  ['Lieu', (d) => d.place],
  ['Dernier changement', (d) => new Date(d.changedAt)],
];

async function* rows(list: DeviceList, ctx: Ctx, query: DeviceListQuery): AsyncGenerator<OutCell[]> {
  let after = query.after;
  do {
    const page = await list.page(ctx.actor, { ...query, ...(after ? { after } : {}) }, BATCH);
    for (const device of page.items) yield COLUMNS.map(([, value]) => value(device));
    after = page.next ?? undefined;
  } while (after);
}

/** The device list to take away: the same filters, the same devices, all of them. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller()
export class DeviceExportController {
  constructor(private readonly list: DeviceList) {}

  /** All devices of the list with these filters, as a CSV or XLSX file. */
  @Read(READ.devices, { page: 'appareils/export', api: 'devices/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', ...query }: DeviceExportQuery): Answer {
    return spreadsheetAnswer(format, 'appareils', {
      name: 'Appareils',
      header: COLUMNS.map(([title]) => title),
      rows: rows(this.list, ctx, query),
      timeZone: ctx.bank.timeZone,
    });
  }
}
