import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LABEL_FORMATS, type LabelFormat, MOST_PLACES } from '#bank/documents';
import { REMOVED_REASONS } from '#bank/workshop';
import { choice, fields, one, SigningDto, text } from '#platform/http';

/** Of which media labels are wanted, and on what they are printed. */
export class MediumLabelsQuery {
  /** Codes, separated by commas. */
  @IsString() @MaxLength(2_000) medium: string;
  @IsOptional() @IsIn(Object.keys(LABEL_FORMATS)) format?: LabelFormat;
  /** The first free place of a sheet already begun, from 1. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MOST_PLACES) start?: number;
}

/** What an action on a removed medium asks; a multipart field `scan` may hold the slip (PDF, JPEG, PNG) for `destroy`, `add_slip` and `attach_slip`; `erase` and `destroy` are signed. */
export class RemovedActionDto extends fields(
  {
    slip: text({
      max: 60,
      optional: true,
      label: 'N° du bordereau de destruction',
      about: 'The number of the slip of whoever destroyed it, for `destroy` (it may come later) and `add_slip`.',
      width: 'medium',
      wrong: 'refurbishment.slip_too_long',
    }),
    placeId: one({
      optional: true,
      required: true,
      label: 'Lieu',
      about: 'For `move` and `receive`.',
      select: 'Choisir un lieu',
      wrong: 'refurbishment.place_unknown',
    }),
    reason: choice(REMOVED_REASONS, {
      optional: true,
      required: true,
      label: 'Pourquoi ?',
      wrong: 'refurbishment.removed_reason_missing',
    }),
  },
  SigningDto,
) {}
