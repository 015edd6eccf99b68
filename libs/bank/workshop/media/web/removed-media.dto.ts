import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { LABEL_FORMATS, type LabelFormat, MOST_PLACES } from '#bank/documents';
import { REMOVED_REASONS, type RemovedReason } from '#bank/workshop';
import { SigningDto, says } from '#platform/http';

/** Of which media labels are wanted, and on what they are printed. */
export class MediumLabelsQuery {
  /** Codes, separated by commas. */
  @IsString() @MaxLength(2_000) medium: string;
  @IsOptional() @IsIn(Object.keys(LABEL_FORMATS)) format?: LabelFormat;
  /** The first free place of a sheet already begun, from 1. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MOST_PLACES) start?: number;
}

/** What an action on a removed medium asks; a multipart field `scan` may hold the slip (PDF, JPEG, PNG) for `destroy`, `add_slip` and `attach_slip`; `erase` and `destroy` are signed. */
export class RemovedActionDto extends SigningDto {
  /** The number of the slip of whoever destroyed it, for `destroy` (it may come later) and `add_slip`. */
  @IsOptional() @IsString() @MaxLength(60, says('refurbishment.slip_too_long')) slip?: string;
  /** For `move` and `receive`. */
  @IsOptional() @IsUUID(undefined, says('refurbishment.place_unknown')) placeId?: string;
  @IsOptional()
  @IsIn(Object.keys(REMOVED_REASONS), says('refurbishment.removed_reason_missing'))
  reason?: RemovedReason;
}
