import { IsIn, IsOptional } from 'class-validator';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';

/** Of the export of a list without filters: as what file. */
export class ExportQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}
