import { IsIn, IsOptional } from 'class-validator';
import type { SpreadsheetFormat } from '#kernel';
import { Cursor } from '../../http/cursor.js';
import { ColumnChoicesDto } from '../imports/columns.dto.js';

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
