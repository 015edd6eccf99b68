import { IsOptional, IsUUID } from 'class-validator';
import { IsDay, says } from '#platform/http';

/** Somebody is away, and who takes over. */
export class AbsenceDto {
  /** The membership of who is away; left out: one's own. */
  @IsOptional() @IsUUID('all', says('people.deputy_not_a_colleague')) membershipId?: string;
  /** The membership of who takes over. */
  @IsUUID('all', says('people.deputy_not_a_colleague')) deputyId: string;
  /** The first day, `2026-11-25`. */
  @IsDay() from: string;
  /** The last day. */
  @IsDay() until: string;
}
