import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Posted } from '#platform/http';

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
