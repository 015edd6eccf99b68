import { IsOptional, IsUUID, Matches } from 'class-validator';
import { says } from '../../http/sentences.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Somebody is away, and who takes over. */
export class AbsenceDto {
  /** The membership of who is away; left out: one's own. */
  @IsOptional() @IsUUID('all', says('people.deputy_not_a_colleague')) membershipId?: string;
  /** The membership of who takes over. */
  @IsUUID('all', says('people.deputy_not_a_colleague')) deputyId: string;
  /** The first day, `2026-11-25`. */
  @Matches(DAY, says('people.day_wrong')) from: string;
  /** The last day. */
  @Matches(DAY, says('people.day_wrong')) until: string;
}
