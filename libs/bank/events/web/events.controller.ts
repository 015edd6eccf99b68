import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EventsService } from '#bank/events';
import { Context, Ctx, json, Policy } from '#platform/http';
import { READ } from '#platform/kernel';

export class EventsQuery {
  /** Where the previous part ended: its `next`. `now`: only the place where what happens next begins. Left out: from the oldest that there is. */
  @IsOptional() @IsString() @MaxLength(300) after?: string;
  /** Events at most, 100 where nothing is said. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit?: number;
}

@ApiTags('events')
@ApiBearerAuth()
@Controller()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /**
   * What happened to what the token's organisation sees, oldest first: ids, verbs and states, no name. Ask again with `next` as `after`; events are
   * there for 90 days. 410 where some after that place were deleted, or the bank was restored from a backup: take a place with `after=now`, read the
   * lists anew, and go on from there.
   */
  @Get('api/v1/events')
  @Policy(READ.events)
  async list(@Context() ctx: Ctx, @Query() { after, limit = 100 }: EventsQuery) {
    return json(200, await this.events.after(ctx.actor, after, limit));
  }
}
