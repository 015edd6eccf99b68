import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { VOID_REASONS } from '#bank/devices';
import { choice, fields, one, type Posted, whole } from '#platform/http';

/** « 63,5 » as people write it; whatever is no number stays what it was, to be refused. */
const decimal = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value.trim() ? Number(value.trim().replace(',', '.').replace('−', '-')) : value;

const MEASURE = { message: 'Écrivez une mesure en millimètres, comme 63,5.' };

export class SheetDto {
  /** A sheet by its labels a page (`24`), a roll by its size (`62x29`), or the id of a grid of the organisation. */
  @IsOptional() @IsString() @MaxLength(36) format?: string;
  /** First free place of a sheet already begun, from 1. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(133, { message: 'Choisissez une place de la planche.' })
  start?: number;
}

/** Of a donation or a roll: from one label to another, counted from 1. */
class RangeDto extends SheetDto {
  @IsOptional() @Type(() => Number) @IsInt({ message: 'Écrivez un numéro.' }) from?: number;
  @IsOptional() @Type(() => Number) @IsInt({ message: 'Écrivez un numéro.' }) to?: number;
}

/** Labels of a donation, of chosen devices, of a roll printed again, or a new roll of codes for a place. */
export class LabelSheetDto extends RangeDto {
  @IsOptional() @IsUUID() donationId?: string;
  /** With `donationId`: only the devices whose label was never printed. */
  @IsOptional() @IsBoolean() missing?: boolean;
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(10_000) @IsUUID('all', { each: true }) deviceIds?: string[];
  @IsOptional() @IsUUID() rollId?: string;
  /** With `rollId`: the labels already on devices too. */
  @IsOptional() @IsBoolean() stuckToo?: boolean;
  @IsOptional() @IsUUID() placeId?: string;
  @IsOptional() @IsInt() @Min(1) @Max(10_000) count?: number;
}

/** What the page of printing posts, in the shape of `LabelSheetDto`: devices as one text, boxes that are ticked. */
export function readPrintForm({ deviceIds, missing, stuckToo, ...posted }: Posted): object {
  const chosen = [deviceIds ?? []]
    .flat()
    .flatMap((ids) => String(ids).split(','))
    .filter(Boolean);
  return {
    ...posted,
    ...(chosen.length ? { deviceIds: chosen } : {}),
    missing: Boolean(missing),
    stuckToo: Boolean(stuckToo),
  };
}

export class BlankLabelsForm extends fields(
  {
    placeId: one({ label: 'Pour quel lieu ?', select: 'Choisir un lieu', wrong: 'Choisissez le lieu.' }),
    count: whole({
      min: 1,
      max: 10_000,
      label: 'Combien d’étiquettes ?',
      hint: '10 000 au plus. Imprimez-en un peu plus que prévu : les codes en trop attendent.',
      maxlength: 6,
      wrong: 'Écrivez combien d’étiquettes.',
      beyond: '10 000 étiquettes au plus à la fois.',
    }),
  },
  SheetDto,
) {}

export class VoidRollDto extends fields({
  reason: choice(VOID_REASONS, {
    label: 'Pourquoi ?',
    layout: 'inline',
    wrong: 'Dites pourquoi ce rouleau ne sert plus.',
  }),
}) {}

export class LabelFormatDto {
  @IsString({ message: 'Donnez un nom à cette planche.' }) @MaxLength(200) name: string;
  @Transform(decimal) @IsNumber({}, { message: 'Écrivez combien de colonnes.' }) columns: number;
  @Transform(decimal) @IsNumber({}, { message: 'Écrivez combien de lignes.' }) rows: number;
  @Transform(decimal) @IsNumber({}, MEASURE) width: number;
  @Transform(decimal) @IsNumber({}, MEASURE) height: number;
  /** From the edge of the paper to the first label. */
  @Transform(decimal) @IsNumber({}, MEASURE) left: number;
  @Transform(decimal) @IsNumber({}, MEASURE) top: number;
  /** Between two labels. */
  @Transform(decimal) @IsNumber({}, MEASURE) gapX: number;
  @Transform(decimal) @IsNumber({}, MEASURE) gapY: number;
}

/** How a printer shifts a format, to be made good: millimetres to the right and down. */
export class LabelOffsetDto {
  @Transform(decimal) @IsNumber({}, { message: 'Écrivez un nombre de millimètres, comme 1,5 ou −0,5.' }) x: number;
  @Transform(decimal) @IsNumber({}, { message: 'Écrivez un nombre de millimètres, comme 1,5 ou −0,5.' }) y: number;
}

export class ZplQuery {
  /** Of the printer, in dots an inch: `203` or `300`. */
  @IsOptional() @Type(() => Number) @IsInt() dpi?: number;
}
