import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  CORRECTION_REASONS,
  CORRECTION_SORT_NAMES,
  type CorrectionReason,
  type CorrectionSort,
} from '#bank/corrections';
import { Cursor } from '#platform/http';

const WHY = { message: 'Dites comment l’erreur est arrivée.' };

/** Why something is put right: a code. Every correction takes it. */
export class ReasonDto {
  @IsIn(Object.keys(CORRECTION_REASONS), WHY) reason: CorrectionReason;
}

/** What of the list of corrections. */
export class CorrectionsQuery {
  /** `oui`: only those that wait for a second person. */
  @IsOptional() @IsString() @MaxLength(3) 'a-contresigner'?: string;
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(CORRECTION_SORT_NAMES) sort?: CorrectionSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}
