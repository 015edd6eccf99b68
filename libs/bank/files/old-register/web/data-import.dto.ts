import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MAPPED_FIELDS, type MappedField } from '#bank/files/old-register';

/** What comes with the old tool's file. */
export class DataImportSheetDto {
  @IsOptional() @IsString() issuer?: string;
}

/** Which column is read for what: our field, then the column's number from 0. */
export class DataImportColumnsDto {
  @IsOptional() @IsInt() @Min(0) @Max(399) number?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) name?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) serial?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) category?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) make?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) model?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) state?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) place?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) structure?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) date?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) donor?: number;
  /** Of the screen that comes with the row's device. */
  @IsOptional() @IsInt() @Min(0) @Max(399) screenSerial?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) imei?: number;
  /** How many alike a row without a number stands for. */
  @IsOptional() @IsInt() @Min(0) @Max(399) quantity?: number;
  /** Whether a device is given or kept, reserved, sold. */
  @IsOptional() @IsInt() @Min(0) @Max(399) given?: number;
  /** Of a workbook, which sheet, counted from 0; the columns of another one are found anew. */
  @IsOptional() @IsInt() @Min(0) @Max(500) sheet?: number;
  /** Hidden and filtered rows too. Left out: they are left aside, and listed so. */
  @IsOptional() @IsBoolean() hiddenRows?: boolean;
}

/** What one old word means: `field` and `key` as `values` gave them, and a state, an id, a quantity, `given`, `kept`, or `skip`, `none`, `new`, `default`. */
export class DataImportTargetDto {
  @IsIn(MAPPED_FIELDS) field: MappedField;
  @IsString() @MaxLength(320) key: string;
  @IsString() @MaxLength(60) target: string;
}

/** What the old words mean; those left out keep what was suggested. */
export class DataImportMappingDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2_500)
  @ValidateNested({ each: true })
  @Type(() => DataImportTargetDto)
  targets?: DataImportTargetDto[];
  /** The words that are asked and not answered are left to be looked at, device by device. */
  @IsOptional() @IsBoolean() rest?: boolean;
  /** Where devices are whose row does not say. */
  @IsOptional() @IsUUID() defaultPlaceId?: string;
}

/** `all`: refused while a row is wrong; `good`: wrong rows are left out. */
export class DataImportApplyDto {
  @IsIn(['all', 'good']) only: 'all' | 'good';
  /** Of a file of more than 20,000: how many a person says that it makes. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) devices?: number;
}
