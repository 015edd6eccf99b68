import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageName } from '#platform/http';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';

const IsYear = () => Matches(/^(?:\d{4})?$/, { message: 'Choisissez une année.' });
const IsPeriod = () => Matches(/^(?:S[12]|T[1-4]|0[1-9]|1[0-2])?$/, { message: 'Choisissez une période.' });

/** The figures of a year, or of a part of it. */
export class FiguresQuery {
  /** A calendar year, the current one when left out. */
  @IsOptional() @IsYear() year?: string;
  /** `S1`, `S2`: a half-year; `T1` to `T4`: a quarter; `01` to `12`: a month; left out: all of the year. */
  @IsOptional() @IsPeriod() period?: string;
  @PageName('year') @IsOptional() @IsYear() annee?: string;
  @PageName('period') @IsOptional() @IsPeriod() periode?: string;
}

export class FiguresExportQuery extends FiguresQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}
