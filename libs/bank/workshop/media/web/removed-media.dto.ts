import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { LABEL_FORMATS, type LabelFormat, MOST_PLACES } from '#bank/documents';
import {
  REMOVED_REASONS,
  REMOVED_SORT_NAMES,
  REMOVED_STATE_NAMES,
  type RemovedFilters,
  type RemovedReason,
  type RemovedSort,
  type RemovedState,
} from '#bank/workshop';
import { Cursor, SigningDto, says } from '#platform/http';

/** Filters of the list of removed media. */
export class RemovedQuery {
  @IsOptional() @IsIn(REMOVED_STATE_NAMES) state?: RemovedState;
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(REMOVED_SORT_NAMES) sort?: RemovedSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}

/** Those of the page, in its URL: without a state, what waits. */
export class RemovedListQuery {
  @IsOptional() @IsIn(['', 'tous', ...REMOVED_STATE_NAMES]) etat?: RemovedState | 'tous' | '';
  @IsOptional() @IsIn(REMOVED_SORT_NAMES) sort?: RemovedSort;
  /** A code as written on the medium. */
  @IsOptional() @IsString() @MaxLength(40) q?: string;
  @Cursor() after?: string;
}

/** What the page's address narrows the list to, and its order. */
export const removedFilters = ({ etat, sort }: RemovedListQuery): RemovedFilters => ({
  state: etat === 'tous' ? undefined : etat || 'kept',
  sort,
});

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
