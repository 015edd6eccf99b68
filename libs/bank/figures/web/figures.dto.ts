import { IsIn, IsOptional, Matches } from 'class-validator';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';

/** The figures of a year, or of a part of it. */
export class FiguresQuery {
  /** A calendar year; empty as the form sends it, the current one. */
  @IsOptional() @Matches(/^(?:\d{4})?$/, { message: 'Choisissez une année.' }) annee?: string;
  /** `S1`, `S2`: a half-year; `T1` to `T4`: a quarter; `01` to `12`: a month; empty: all of the year. */
  @IsOptional()
  @Matches(/^(?:S[12]|T[1-4]|0[1-9]|1[0-2])?$/, { message: 'Choisissez une période.' })
  periode?: string;
}

export class FiguresExportQuery extends FiguresQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}
