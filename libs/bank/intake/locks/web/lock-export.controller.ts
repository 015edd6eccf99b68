import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { deviceWords, showAssetCode } from '#bank/devices';
import { isLockStep, LOCK_STEPS, type LockedDeviceView, LockQueries } from '#bank/intake';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { LockPageQuery } from './locks.dto.js';
import { kindsWords } from './locks.words.js';

export class LockExportQuery extends LockPageQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<LockedDeviceView>[] = [
  ['Code', (d) => showAssetCode(d.code)],
  ['Appareil', (d) => deviceWords(d)],
  ['N° de série', (d) => d.serial],
  ['Verrou', (d) => kindsWords(d.kinds)],
  ['Où cela en est', (d) => LOCK_STEPS[d.step].label],
  ['Don', (d) => d.number],
  ['Signalé le', (d) => d.foundAt],
  ['Échéance', (d) => d.dueOn],
];

/** The export of the devices that wait for their donor, who is not named. */
@ApiTags('locks')
@ApiBearerAuth()
@Controller()
export class LockExportController {
  constructor(private readonly queries: LockQueries) {}

  /** All that the list keeps, as a CSV or XLSX file. */
  @Read(READ.locks, { page: 'verrous/export', api: 'locked-devices/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { etape, sort, format = 'csv' }: LockExportQuery): Promise<Answer> {
    const step = isLockStep(etape) ? etape : undefined;
    return listAnswer(ctx, format, {
      filename: 'verrous',
      name: 'Appareils verrouillés',
      columns: COLUMNS,
      read: (cursor, limit) => this.queries.list(ctx.actor, { step, sort, cursor, limit }),
    });
  }
}
