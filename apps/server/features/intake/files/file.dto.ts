import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { CATEGORY_IDS, type Category } from '#devices';
import type { SpreadsheetFormat } from '#kernel';

/** What a person says about a file: where its titles are, and what each column is. */
export class FileChoicesDto {
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
  /** What the devices are, in rows that do not say it. */
  @IsOptional() @IsIn(CATEGORY_IDS as string[]) category?: Category;
}

/** Which rows make devices. */
export class ApplyFileDto {
  /** All rows or none, also when one becomes wrong in between. Left out: the good rows. */
  @IsOptional() @IsBoolean() whole?: boolean;
  /** Of a file that makes more than 20,000 devices: how many it makes, to say that so many are meant. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) devices?: number;
}

/** A list to take away. */
export class SpreadsheetFormatQuery {
  @IsOptional() @IsIn(['csv', 'xlsx'], { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}
