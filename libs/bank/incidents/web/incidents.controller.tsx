import { Param, Query } from '@nestjs/common';
import { DocumentsService } from '#bank/documents';
import {
  controllersFor,
  INCIDENT_LIFECYCLE,
  type IncidentAct,
  IncidentQueries,
  IncidentsService,
  type IncidentView,
} from '#bank/incidents';
import { Act, type Answer, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { clock, NotFound, READ, RuleBroken } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { IncidentPage, type ReadyNotice } from './incident.page.js';
import { IncidentActionPage } from './incident-action.page.js';
import { IncidentListPage, IncidentPageQuery, IncidentQuery } from './incident-list.page.js';
import { INCIDENT_ASKS, IncidentActionDto } from './incidents.dto.js';

const ACTS_ON_INCIDENTS = INCIDENT_LIFECYCLE.right('tell', 'write', 'answer', 'sheet');

/** Losses and thefts of what may still hold data, for the bank and for whoever had it. */
@ApiController('incidents')
export class IncidentsController {
  constructor(
    private readonly queries: IncidentQueries,
    private readonly incidents: IncidentsService,
    private readonly documents: DocumentsService,
  ) {}

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
        papers={await this.documents.forCause(ctx.actor, 'incident', id)}
        timeline={await this.queries.timeline(ctx.actor, id)}
        ready={incident.allowed.includes('tell') ? await this.ready(ctx, incident) : null}
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

  /** Tells a controller (`tell`), prepares its letter (`write`), writes down what it decided (`answer`), or makes the sheet of facts for it (`sheet`), as listed in `allowed`; each field says for which. */
  @Act(ACTS_ON_INCIDENTS, {
    page: 'incidents/:id/actions/:verb',
    api: 'incidents/:id/actions/:verb',
    takes: IncidentActionDto,
    asks: true,
  })
  async act(@Context() ctx: Ctx, @Param('id') id: string, @Param('verb') verb: string) {
    const action = verbOf(verb);
    return ctx.act({
      ref: id,
      dto: IncidentActionDto,
      done: `${INCIDENT_LIFECYCLE.transition(action).done}.`,
      work: (tx, form) => this.incidents.act(tx, ctx.actor, action, id, form),
      to: () => `/incidents/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: (again) => this.question(ctx, id, action, again),
    });
  }

  /** The notice as it would leave, where one controller alone is to be told and its address is known. */
  private async ready(ctx: Ctx, incident: IncidentView): Promise<ReadyNotice | null> {
    const [controller, ...others] = controllersFor('tell', incident);
    if (!controller || others.length) return null;
    const email = await this.incidents.addressOf(ctx.actor, controller);
    return email ? { controller, email, text: await this.incidents.notice(incident, controller) } : null;
  }

  private async question(ctx: Ctx, id: string, verb: IncidentAct, again: FormState) {
    const incident = await this.queries.byId(ctx.actor, id);
    if (!again.problems && !incident.allowed.includes(verb))
      throw new RuleBroken('incidents.not_now', { state: incident.state });
    const among = controllersFor(verb, incident);
    const told = verb === 'tell' || verb === 'write' ? among : [];
    const notices = await Promise.all(
      told.map(async (controller) => ({ controller, text: await this.incidents.notice(incident, controller) })),
    );
    const ready = verb === 'tell' ? await this.ready(ctx, incident) : null;
    return <IncidentActionPage {...{ incident, verb, among, notices, email: ready?.email ?? '' }} {...again} />;
  }
}

function verbOf(verb: string): IncidentAct {
  if (!Object.hasOwn(INCIDENT_ASKS, verb)) throw new NotFound('action');
  return verb as IncidentAct;
}
