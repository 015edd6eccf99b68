import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DATA_IMPORT_FIELDS,
  type DataImportValueView,
  MAPPED_FIELDS,
  type MappedField,
  type Mapping,
  valueName,
} from '#bank/files/old-register';
import type { Posted } from '#platform/http';

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
  /** When it was bought, in euros for how much, from which organisation, and the end of the warranty that came with it. */
  @IsOptional() @IsInt() @Min(0) @Max(399) purchased?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) cost?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) supplier?: number;
  @IsOptional() @IsInt() @Min(0) @Max(399) purchaseWarrantyEnd?: number;
  /** Of a workbook, which sheet, counted from 0; the columns of another one are found anew. */
  @IsOptional() @IsInt() @Min(0) @Max(500) sheet?: number;
  /** Hidden and filtered rows too. Left out: they are left aside, and listed so. */
  @IsOptional() @IsBoolean() hiddenRows?: boolean;
}

/** What one old word means: `field` and `key` as `values` gave them, and a state, an id, a quantity, `given`, `kept`, `people`, `others`, or `skip`, `none`, `new`, `default`. */
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

const VALUE = 'value.';

/** The page has a field per word, named by `valueName`: short, whatever the word is. */
export class DataImportMappingForm extends DataImportMappingDto {
  @IsOptional() @IsObject() words?: Record<string, unknown>;
}

/** `column.<field>` holds the number of a column, or nothing. */
export const columnsFromForm = (posted: Posted): object => ({
  sheet: /^\d{1,3}$/.test(String(posted['sheet'] ?? '')) ? Number(posted['sheet']) : undefined,
  hiddenRows: posted['hiddenRows'] === 'oui',
  ...Object.fromEntries(
    DATA_IMPORT_FIELDS.flatMap((field) => {
      const at = posted[`column.${field}`];
      return typeof at === 'string' && /^\d{1,3}$/.test(at) ? [[field, Number(at)] as const] : [];
    }),
  ),
});

/** The words of the page, and the usual place. */
export const wordsFromForm = (posted: Posted): object => ({
  defaultPlaceId: posted['defaultPlaceId'],
  rest: posted['rest'] === 'oui',
  words: Object.fromEntries(Object.entries(posted).filter(([name]) => name.startsWith(VALUE))),
});

/**
 * What was said of the old words. A program leaves out what it takes as suggested; the page sends every word, and one left empty is
 * still to be answered.
 * @param values the words that the page asked about; none for a program.
 */
export function meaningOf(form: DataImportMappingForm, values: readonly DataImportValueView[]): Mapping {
  const { targets, words, defaultPlaceId, rest = false } = form;
  const said = words
    ? values.map((v) => ({ ...v, target: String(words[valueName(v.field, v.key)] ?? '') }))
    : (targets ?? []);
  return {
    rest,
    targets: new Map(said.map((t) => [`${t.field} ${t.key}`, t.target])),
    defaultPlaceId: words || defaultPlaceId ? (defaultPlaceId ?? '') : undefined,
  };
}
