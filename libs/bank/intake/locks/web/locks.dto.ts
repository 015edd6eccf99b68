import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { LOCK_CHECKS, LOCK_KINDS, LOCK_SORT_NAMES, type LockCheck, type LockKind, type LockSort } from '#bank/intake';
import { Cursor } from '#platform/http';

/** A lock found on a device. */
export class DeclareLockDto {
  @IsIn(LOCK_KINDS, { message: 'Choisissez ce qui verrouille l’appareil.' }) kind: LockKind;
}

/** How somebody made sure that a lock is gone. */
export class ReleaseLockDto {
  @IsIn(Object.keys(LOCK_CHECKS), { message: 'Dites comment vous l’avez vérifié.' }) check: LockCheck;
}

/** What of the list of locked devices, in the API. */
export class LockListQuery {
  /** `to_tell`, `waiting`, `to_remind` or `overdue`. */
  @IsOptional() @IsString() @MaxLength(20) step?: string;
  /** What comes first; the most pressing where nothing is said. */
  @IsOptional() @IsIn(LOCK_SORT_NAMES) sort?: LockSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}

/** The same of its page. */
export class LockPageQuery {
  /** `to_tell`, `waiting`, `to_remind` or `overdue`. */
  @IsOptional() @IsString() @MaxLength(20) etape?: string;
  /** What comes first; the most pressing where nothing is said. */
  @IsOptional() @IsIn(LOCK_SORT_NAMES) sort?: LockSort;
  @Cursor() after?: string;
}
