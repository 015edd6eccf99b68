import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type EventsPart, EventsService } from '#bank/events';
import { Context, Ctx, jsonText, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import { EventsQuery } from './events.dto.js';

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
  @Read(READ.events, { api: 'events' })
  async list(@Context() ctx: Ctx, @Query() { after, limit = 100 }: EventsQuery) {
    return jsonText<EventsPart>(200, await this.events.after(ctx.actor, after, limit));
  }
}
