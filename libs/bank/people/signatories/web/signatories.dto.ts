import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { SIGNATORY_ACTS, type SignatoryAct } from '#bank/people';
import { IsDay, says } from '#platform/http';

const asList = ({ value }: { value: unknown }): unknown => (value === undefined ? undefined : [value].flat());

/** Somebody who may sign for the caller's organisation. */
export class SignatoryDto {
  /** As papers print it. */
  @MaxLength(120) @IsString({ message: 'Écrivez le nom, comme il sera imprimé.' }) name: string;
  /** « Présidente », « Directeur du CCAS ». */
  @MaxLength(120) @IsString({ message: 'Écrivez la qualité : présidente, directeur…' }) quality: string;
  /** What they may sign. */
  @Transform(asList)
  @IsArray(says('people.signatory_acts_missing'))
  @ArrayNotEmpty(says('people.signatory_acts_missing'))
  @IsIn(SIGNATORY_ACTS, { each: true, ...says('people.signatory_acts_missing') })
  acts: SignatoryAct[];
  /** The first day, `2026-11-25`. */
  @IsDay() from: string;
  /** The last day; left out: until somebody says otherwise. */
  @IsOptional() @IsDay() until?: string;
  /** The membership of whoever signs here by this name; left out for somebody who signs by hand. */
  @IsOptional() @IsUUID('all', says('people.signatory_not_a_member')) membershipId?: string;
}

export class SignatoryEndDto {
  /** The last day on which they may sign, `2026-11-25`. */
  @IsDay() until: string;
}
