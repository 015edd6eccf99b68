import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { SIGNATORY_ACTS, type SignatoryAct } from '#people';
import { says } from '../../http/sentences.js';

const asList = ({ value }: { value: unknown }): unknown => (value === undefined ? undefined : [value].flat());
const DAY = /^\d{4}-\d{2}-\d{2}$/;

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
  @Matches(DAY, says('people.day_wrong')) from: string;
  /** The last day; left out: until somebody says otherwise. */
  @IsOptional() @Matches(DAY, says('people.day_wrong')) until?: string;
  /** The membership of whoever signs here by this name; left out for somebody who signs by hand. */
  @IsOptional() @IsUUID('all', says('people.signatory_not_a_member')) membershipId?: string;
}

export class SignatoryEndDto {
  /** The last day on which they may sign, `2026-11-25`. */
  @Matches(DAY, says('people.day_wrong')) until: string;
}
