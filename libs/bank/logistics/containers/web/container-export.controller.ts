import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { showAssetCode } from '#bank/devices';
import { ContainersService, type ContainerView } from '#bank/logistics';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { READ, SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { ContainerListQuery } from '../../web/logistics.dto.js';
import { containerWords } from '../../web/logistics.words.js';

export class ContainerExportQuery extends ContainerListQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

const COLUMNS: readonly OutColumn<ContainerView>[] = [
  ['Code', (c) => showAssetCode(c.code)],
  ['Caisse', (c) => containerWords(c)],
  ['Chez', (c) => c.organisation],
  ['Lieu', (c) => c.place],
  ['Lot', (c) => c.transferNumber],
  ['Appareils', (c) => c.devices],
  ['Scellé', (c) => c.seal],
];

/** The export of the list of crates and pallets. */
@ApiTags('containers')
@ApiBearerAuth()
@Controller()
export class ContainerExportController {
  constructor(private readonly containers: ContainersService) {}

  /** All that the list keeps, as a CSV or XLSX file. */
  @Read(READ.transfers, { page: 'caisses/export', api: 'containers/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', sort }: ContainerExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'caisses',
      name: 'Caisses et palettes',
      columns: COLUMNS,
      read: (cursor, limit) => this.containers.list(ctx.actor, { sort, cursor, limit }),
    });
  }
}
