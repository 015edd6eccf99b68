import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { newId, READ } from '#kernel';
import { ACTS_ON_TICKETS, FaultsService, TicketQueries, TicketsService } from '#maintenance';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { FaultDto, TicketActionDto, TicketQuery } from './maintenance.dto.js';
import { verbOf } from './tickets.pages.controller.js';

/** Faults as anybody may report and follow them; no token. */
@ApiTags('faults')
@Controller('api/v1/faults')
export class FaultsApi {
  constructor(private readonly faults: FaultsService) {}

  /** Reports a fault. Answers alike for every well-formed label, known or not. Keep `followUp`: it is shown only here. */
  @Post()
  @Policy({ public: true })
  async report(@Context() ctx: Ctx, @Body() body: FaultDto) {
    const id = newId();
    return ctx.once({
      body,
      ref: id,
      work: (tx) => this.faults.report(tx, ctx.actor, { ...body, address: ctx.req.ip }, id),
      show: async (ticket) => {
        const { number, secret } = await this.faults.receipt(ticket);
        return { number, followUp: `/suivi/${secret}`, ...(await this.state(secret)) };
      },
    });
  }

  /** Where a fault is, by the secret of its follow-up address. */
  @Get(':secret')
  @Policy({ public: true })
  async follow(@Context() _ctx: Ctx, @Param('secret') secret: string) {
    return json(200, await this.faults.followUp(secret));
  }

  private async state(secret: string) {
    const { state, words } = await this.faults.followUp(secret);
    return { state, words };
  }
}

/** Faults for those who take care of them. The allowed actions of each come with it. */
@ApiTags('tickets')
@ApiBearerAuth()
@Controller('api/v1/tickets')
export class TicketsApi {
  constructor(
    private readonly queries: TicketQueries,
    private readonly tickets: TicketsService,
  ) {}

  /** The faults that the token's organisation sees, newest first, 50 a page. */
  @Get()
  @Policy(READ.tickets)
  async index(@Context() ctx: Ctx, @Query() query: TicketQuery) {
    return json(200, await this.queries.list(ctx.actor, { q: query.q, state: query.state, cursor: query.after }));
  }

  /** One fault, with what the person wrote and what may be done now. */
  @Get(':id')
  @Policy(READ.tickets)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Its history, newest first. */
  @Get(':id/events')
  @Policy(READ.tickets)
  async events(@Context() ctx: Ctx, @Param('id') id: string) {
    await this.queries.byId(ctx.actor, id);
    return json(200, { items: await this.queries.timeline(ctx.actor, id), next: null });
  }

  /** Carries out an action listed in `allowed`: `take`, `solve`, `take_in`, `give_back`, `swap`, `close`… */
  @Post(':id/actions/:verb')
  @Policy(ACTS_ON_TICKETS)
  async act(@Context() ctx: Ctx, @Param('id') id: string, @Param('verb') verb: string, @Body() body: TicketActionDto) {
    const action = verbOf(verb);
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.tickets.act(tx, ctx.actor, action, id, body);
        return id;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }
}
