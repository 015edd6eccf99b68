import { IsIn, IsOptional, Matches } from 'class-validator';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#kernel';

/** The figures of a year. */
export class FiguresQuery {
  /** A calendar year. */
  @IsOptional() @Matches(/^\d{4}$/, { message: 'Choisissez une année.' }) annee?: string;
}

export class FiguresExportQuery extends FiguresQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}
