import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Limit } from '#platform/http';

export class EventsQuery {
  /** Where the previous part ended: its `next`. `now`: only the place where what happens next begins. Left out: from the oldest that there is. */
  @IsOptional() @IsString() @MaxLength(300) after?: string;
  @Limit({ most: 500, usual: 100 }) limit?: number;
}
