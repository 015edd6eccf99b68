import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { inOneOrder, ofChoice } from '#platform/database';
import { apiQuery, Cursor, type Posted, pageQuery } from '#platform/http';
import { readCursor } from '#platform/kernel';

/** What a person says about a file: where its titles are, and what each column is. */
export class ColumnChoicesDto {
  /** Of a workbook, which sheet, counted from 0. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(500) sheet?: number;
  /** Sheets to be taken with it, of those with the same titles (`alike`). */
  @IsOptional() @IsArray() @ArrayMaxSize(500) @IsInt({ each: true }) @Min(0, { each: true }) also?: number[];
  /** The row of titles, as the spreadsheet counts; 0 when there is none. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'Écrivez le numéro d’une ligne.' })
  @Min(0, { message: 'Écrivez le numéro d’une ligne, ou 0.' })
  @Max(1_048_576, { message: 'Un tableur n’a pas tant de lignes.' })
  headerRow?: number;
  /** Hidden and filtered rows too. Left out: they are left aside, and listed so. */
  @IsOptional() @IsBoolean() hiddenRows?: boolean;
  /** For each column in the file's order: its field, such as `serial` (the preview names them all); or empty. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(400)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  columns?: string[];
}

/** Which sheet of a workbook comes next. */
export class TakeSheetDto {
  /** Counted from 0. */
  @Type(() => Number) @IsInt() @Min(0) @Max(500) sheet: number;
}

/** What the form says of where the list is, and of its columns: tick boxes and columns come one by one. */
export const choicesFrom = (posted: Posted): Posted => ({
  ...posted,
  hiddenRows: Boolean(posted['hiddenRows']),
  columns: columnsOf(posted),
  also: alsoOf(posted),
});

/** The sheets that the form wants too. */
const alsoOf = (posted: Posted): number[] =>
  Object.keys(posted).flatMap((name) => {
    const at = /^also\.(\d{1,3})$/.exec(name)?.[1];
    return at && posted[name] ? [Number(at)] : [];
  });

/** What the form says of each column, in the file's order. */
function columnsOf(posted: Posted): string[] {
  const said: string[] = [];
  for (const [name, value] of Object.entries(posted)) {
    const at = /^columns\.(\d{1,3})$/.exec(name)?.[1];
    if (at) said[Number(at)] = String(value);
  }
  return Array.from(said, (column) => column ?? '');
}

/** A page of rows ends at a line. */
const isLine = (place: unknown): boolean => Number.isSafeInteger(place);

/** What a program asks of a file's rows. The statement that reads them says which they are. */
const rowsOf = <const Only extends Readonly<Record<string, string>>>(choices: Only) =>
  inOneOrder({ only: ofChoice({ choices, where: () => 'true' }) }, isLine);

/** Those with something to say, or those that come in. */
export class FileRowsQuery extends apiQuery(rowsOf({ told: '', good: '' })) {}
/** The same, and those that are none of what the file lists. */
export class FileRowsLeftQuery extends apiQuery(rowsOf({ told: '', good: '', left: '' })) {}

const WRONG_PAGE = 'Cette liste n’a pas de page ici : revenez au début.';
const isPlace = (value: unknown): boolean => typeof value === 'string' && isLine(readCursor(value, 1)?.[0]);
const LineCursor = () =>
  applyDecorators(
    Cursor(),
    ValidateBy({ name: 'cursor', validator: { validate: isPlace, defaultMessage: () => WRONG_PAGE } }),
  );

/** Where the rows of a file's page go on: those that are told. */
export class NotedRowsPageQuery extends pageQuery({ ...inOneOrder({}, isLine), pageCursor: 'signalees' }) {}

/** The same of a page that lists the good ones and those that are left too, each by itself. */
export class FileRowsPageQuery extends NotedRowsPageQuery {
  @LineCursor() bonnes?: string;
  @LineCursor() laissees?: string;
}

/** Where all rows of a file's page go on. */
export class AllRowsPageQuery extends pageQuery({ ...inOneOrder({}, isLine), pageCursor: 'suite' }) {}
