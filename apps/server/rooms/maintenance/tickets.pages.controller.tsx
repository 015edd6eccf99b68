import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may, mayAll, NotFound, READ, RuleBroken } from '#kernel';
import {
  ACTS_ON_TICKETS,
  TICKET_LIFECYCLE,
  type TicketFilters,
  TicketQueries,
  TicketsService,
  type TicketVerb,
} from '#maintenance';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { TicketActionDto, TicketListQuery } from './maintenance.dto.js';
import { AT_ONCE, TicketPage } from './ticket.page.js';
import { TicketActionPage } from './ticket-action.page.js';
import { TicketListPage } from './ticket-list.page.js';

/** The pages of faults, for those who take care of them. */
@Controller('pannes')
export class TicketsPages {
  constructor(
    private readonly queries: TicketQueries,
    private readonly tickets: TicketsService,
  ) {}

  @Get()
  @Policy(READ.tickets)
  async index(@Context() ctx: Ctx, @Query() query: TicketListQuery): Promise<Answer> {
    const page = await this.queries.list(ctx.actor, filtersOf(query));
    return ctx.page(
      <TicketListPage
        page={page}
        query={query}
        bank={mayAll(ctx.actor, READ.tickets)}
        now={new Date()}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  @Get(':id')
  @Policy(READ.tickets)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Get(':id/actions/:verb')
  @Policy(ACTS_ON_TICKETS)
  async ask(@Context() ctx: Ctx, @Param('id') id: string, @Param('verb') verb: string): Promise<Answer> {
    const action = verbOf(verb);
    const ticket = await this.queries.byId(ctx.actor, id);
    if (!ticket.allowed.includes(action)) throw new RuleBroken('maintenance.not_now', { state: ticket.state });
    return ctx.page(await this.question(ctx, id, action));
  }

  @Post(':id/actions/:verb')
  @Policy(ACTS_ON_TICKETS)
  async act(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('verb') verb: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const action = verbOf(verb);
    return ctx.submit({
      dto: TicketActionDto,
      body,
      done: `${TICKET_LIFECYCLE.step(action).done}.`,
      work: async (tx, form) => {
        await this.tickets.act(tx, ctx.actor, action, id, form);
        return `/pannes/${id}`;
      },
      again: (problems, values) =>
        AT_ONCE.includes(action) ? this.page(ctx, id, problems) : this.question(ctx, id, action, problems, values),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[]) {
    const ticket = await this.queries.byId(ctx.actor, id);
    const timeline = await this.queries.timeline(ctx.actor, id);
    const words = may(ctx.actor, READ.contacts);
    return <TicketPage {...{ ticket, timeline, words, problems }} timeZone={ctx.bank.timeZone} />;
  }

  private async question(
    ctx: Ctx,
    id: string,
    verb: TicketVerb,
    problems?: FieldProblem[],
    values?: Record<string, string>,
  ) {
    const ticket = await this.queries.byId(ctx.actor, id);
    const places = verb === 'take_in' ? await this.queries.places(ctx.actor) : [];
    const replacements = verb === 'swap' ? await this.queries.replacements(ctx.actor, ticket) : [];
    return (
      <TicketActionPage
        ticket={ticket}
        verb={verb}
        places={places}
        replacements={replacements}
        problems={problems}
        values={values}
      />
    );
  }
}

/** A verb that somebody may ask for; `report` is the public form's. */
export function verbOf(verb: string): TicketVerb {
  const known = TICKET_LIFECYCLE.verbs.find((v) => v === verb && v !== 'report');
  if (!known) throw new NotFound('action');
  return known;
}

const filtersOf = (query: TicketListQuery): TicketFilters => ({
  q: query.q,
  state: query.etat || undefined,
  cursor: query.after,
});
