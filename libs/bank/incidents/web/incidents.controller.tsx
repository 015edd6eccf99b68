import { Param, Query } from '@nestjs/common';
import { IncidentQueries } from '#bank/incidents';
import { type Answer, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { clock, READ } from '#platform/kernel';
import { IncidentPage } from './incident.page.js';
import { IncidentListPage, IncidentPageQuery, IncidentQuery } from './incident-list.page.js';

/** Losses and thefts of what may still hold data, for the bank and for whoever had it. */
@ApiController('incidents')
export class IncidentsController {
  constructor(private readonly queries: IncidentQueries) {}

  @Read(READ.incidents, { page: 'incidents' })
  async listPage(@Context() ctx: Ctx, @Query() query: IncidentPageQuery): Promise<Answer> {
    const page = await this.queries.counted(ctx.actor, ctx.asked(query));
    return ctx.page(<IncidentListPage page={page} query={query} now={clock.now()} timeZone={ctx.bank.timeZone} />);
  }

  /** The incidents that the token's organisation sees, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.incidents, { api: 'incidents' })
  async list(@Context() ctx: Ctx, @Query() query: IncidentQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One incident: what was lost, the media that were not proven erased, whose data they hold, and what may be done now. */
  @Read(READ.incidents, { page: 'incidents/:id', api: 'incidents/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const incident = await this.queries.byId(ctx.actor, id);
    return ctx.answer(incident, async () => (
      <IncidentPage
        incident={incident}
        timeline={await this.queries.timeline(ctx.actor, id)}
        now={clock.now()}
        timeZone={ctx.bank.timeZone}
      />
    ));
  }

  /** Its history, newest first. */
  @Read(READ.incidents, { api: 'incidents/:id/events' })
  async events(@Context() ctx: Ctx, @Param('id') id: string) {
    await this.queries.byId(ctx.actor, id);
    return json(200, { items: await this.queries.timeline(ctx.actor, id), next: null });
  }
}
