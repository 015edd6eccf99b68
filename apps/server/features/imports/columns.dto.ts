import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Posted } from '../../http/act.js';

/** What a person says about a file: where its titles are, and what each column is. */
export class ColumnChoicesDto {
  /** Of a workbook, which sheet, counted from 0. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(500) sheet?: number;
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

/** What the form says of each column, in the file's order. */
export function columnsOf(posted: Posted): string[] {
  const said: string[] = [];
  for (const [name, value] of Object.entries(posted)) {
    const at = /^columns\.(\d{1,3})$/.exec(name)?.[1];
    if (at) said[Number(at)] = String(value);
  }
  return Array.from(said, (column) => column ?? '');
}
