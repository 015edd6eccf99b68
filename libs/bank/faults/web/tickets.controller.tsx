import { Param, Query } from '@nestjs/common';
import { HandoverQueries } from '#bank/allocation';
import { showAssetCode } from '#bank/devices';
import {
  ACTS_ON_TICKETS,
  readNote,
  TICKET_LIFECYCLE,
  type TicketAct,
  TicketNotes,
  TicketQueries,
  TicketsService,
  type TicketView,
} from '#bank/faults';
import {
  Act,
  type Answer,
  ApiController,
  Context,
  Ctx,
  type FlashNotice,
  json,
  type Posted,
  Read,
} from '#platform/http';
import { clock, may, mayAll, NotFound, READ, RuleBroken } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { readSignature, signatureIn } from '../../allocation/handovers/web/handover-form.js';
import { TICKET_ASKS, TicketActionDto, TicketNoteDto } from './faults.dto.js';
import { TicketPage } from './ticket.page.js';
import { TicketActionPage } from './ticket-action.page.js';
import { TicketListPage, TicketPageQuery, TicketQuery } from './ticket-list.page.js';

/** Faults for those who take care of them. The allowed actions of each come with it. */
@ApiController('tickets')
export class TicketsController {
  constructor(
    private readonly queries: TicketQueries,
    private readonly tickets: TicketsService,
    private readonly notes: TicketNotes,
    private readonly handovers: HandoverQueries,
  ) {}

  @Read(READ.tickets, { page: 'pannes' })
  async listPage(@Context() ctx: Ctx, @Query() query: TicketPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const page = await this.queries.counted(ctx.actor, asked);
    return ctx.page(
      <TicketListPage
        page={page}
        query={query}
        bank={mayAll(ctx.actor, READ.tickets)}
        ofModel={Boolean(asked.model)}
        now={clock.now()}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  /** The faults that the token's organisation sees, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.tickets, { api: 'tickets' })
  async list(@Context() ctx: Ctx, @Query() query: TicketQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One fault, with what the person wrote and what may be done now. */
  @Read(READ.tickets, { page: 'pannes/:id', api: 'tickets/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const ticket = await this.queries.byId(ctx.actor, id);
    return ctx.answer(ticket, () => this.page(ctx, ticket));
  }

  /** Its history, newest first. */
  @Read(READ.tickets, { api: 'tickets/:id/events' })
  async events(@Context() ctx: Ctx, @Param('id') id: string) {
    await this.queries.byId(ctx.actor, id);
    return json(200, { items: await this.queries.timeline(ctx.actor, id), next: null });
  }

  /** Carries out an action listed in `allowed`; each field says for which actions it is. */
  @Act(ACTS_ON_TICKETS, {
    page: 'pannes/:id/actions/:verb',
    api: 'tickets/:id/actions/:verb',
    takes: TicketActionDto,
    asks: true,
  })
  async act(@Context() ctx: Ctx, @Param('id') id: string, @Param('verb') verb: string) {
    const action = verbOf(verb);
    return ctx.act({
      ref: id,
      dto: TicketActionDto,
      rules: (tx, given) => this.tickets.judge(tx, ctx.actor, action, id, given),
      done: (goesOn) => this.notice(ctx, id, goesOn, action),
      fromForm:
        action === 'swap' ? (posted: Posted) => ({ ...posted, signature: signatureIn(posted, ctx.files) }) : undefined,
      work: async (tx, { signature, ...form }) =>
        this.tickets.act(tx, ctx.actor, action, id, {
          ...form,
          signature: signature && (await readSignature(signature, ctx.files)),
        }),
      to: (goesOn) => `/pannes/${goesOn}`,
      view: (goesOn) => this.queries.byId(ctx.actor, goesOn),
      page: async (again) =>
        again.problems && !TICKET_ASKS[action].length
          ? this.page(ctx, await this.queries.byId(ctx.actor, id), again)
          : this.question(ctx, id, action, again),
    });
  }

  /** Adds a note: short, dated, and erased with what the person wrote. */
  @Act(ACTS_ON_TICKETS, { page: 'pannes/:id/notes', api: 'tickets/:id/notes', takes: TicketNoteDto })
  async note(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      dto: TicketNoteDto,
      rules: async (_, { text }) => void (text !== undefined && readNote(text)),
      work: (tx, { text }) => this.notes.add(tx, ctx.actor, id, text),
      done: () => 'Note ajoutée.',
      to: () => `/pannes/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async (again) => this.page(ctx, await this.queries.byId(ctx.actor, id), again),
    });
  }

  private async notice(ctx: Ctx, from: string, id: string, verb: TicketAct): Promise<FlashNotice> {
    if (verb === 'assign' && id !== from)
      return 'Cet appareil avait déjà une panne ouverte, celle-ci : ce qui a été signalé y est ajouté.';
    const text = `${TICKET_LIFECYCLE.transition(verb).done}.`;
    const code = verb === 'swap' ? (await this.queries.byId(ctx.actor, id)).replacementCode : null;
    return code ? { text, link: { href: `/appareils/${code}`, label: `Le nouveau : ${showAssetCode(code)}` } } : text;
  }

  private async page(ctx: Ctx, ticket: TicketView, again: FormState = {}) {
    const timeline = await this.queries.timeline(ctx.actor, ticket.id);
    const words = may(ctx.actor, READ.contacts);
    return <TicketPage {...{ ticket, timeline, words }} {...again} timeZone={ctx.bank.timeZone} />;
  }

  private async question(ctx: Ctx, id: string, verb: TicketAct, again: FormState) {
    const ticket = await this.queries.byId(ctx.actor, id);
    if (!again.problems && !ticket.allowed.includes(verb))
      throw new RuleBroken('maintenance.not_now', { state: ticket.state });
    const places = verb === 'take_in' ? await this.queries.places(ctx.actor) : [];
    const shelf = verb === 'swap' ? await this.handovers.shelf(ctx.actor, ticket.category) : [];
    const colleagues = verb === 'entrust' ? await this.queries.colleagues(ctx.actor) : [];
    const mode = verb === 'swap' ? await this.queries.modeOf(ticket) : null;
    return <TicketActionPage {...{ ticket, verb, places, shelf, mode, colleagues }} {...again} />;
  }
}

function verbOf(verb: string): TicketAct {
  if (!Object.hasOwn(TICKET_ASKS, verb)) throw new NotFound('action');
  return verb as TicketAct;
}
