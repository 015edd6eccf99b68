import { IsIn, IsOptional } from 'class-validator';
import { Cursor } from '#platform/http';
import type { SpreadsheetFormat } from '#platform/kernel';
import { ColumnChoicesDto } from '../../engine/web/columns.dto.js';

/** What a person says of a list's columns. */
export class SetupColumnsDto extends ColumnChoicesDto {}

/** An export of a list. */
export class SetupFormatQuery {
  @IsOptional() @IsIn(['csv', 'xlsx'], { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

/** How far the list of rows is read. */
export class SetupRowsQuery {
  @Cursor() suite?: string;
}
