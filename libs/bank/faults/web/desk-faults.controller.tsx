import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BeneficiariesService, HandoverQueries } from '#bank/allocation';
import { ACTS_ON_TICKETS, FaultsService, TicketQueries } from '#bank/faults';
import { type Answer, Context, Ctx, type FlashNotice, Policy } from '#platform/http';
import { isId, may, NotFound, newId, READ } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { DeskFaultPage } from './desk-fault.page.js';
import { DeskFaultForm, NewTicketQuery } from './faults.dto.js';

/** Devices that one person may have. */
const MOST = 20;

/** Faults as those who take care of them open them, for somebody at the desk. A program reports like everybody: `POST /api/v1/faults`. */
@ApiTags('tickets')
@Controller()
export class DeskFaultsController {
  constructor(
    private readonly faults: FaultsService,
    private readonly tickets: TicketQueries,
    private readonly people: BeneficiariesService,
    private readonly handovers: HandoverQueries,
  ) {}

  @Get('pannes/nouvelle')
  @Policy(ACTS_ON_TICKETS)
  async ask(@Context() ctx: Ctx, @Query() query: NewTicketQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, query));
  }

  @Post('pannes/nouvelle')
  @Policy(ACTS_ON_TICKETS)
  async open(@Context() ctx: Ctx, @Query() query: NewTicketQuery): Promise<Answer> {
    const id = newId();
    return ctx.submit({
      body: ctx.req.body,
      dto: DeskFaultForm,
      ref: id,
      fromForm: (posted) => ({ ...posted, label: posted['label'] || posted['code'] || '' }),
      done: (ticket) => this.said(ctx, ticket),
      rules: (_, given) => this.faults.judge(given),
      work: async (tx, { second, ...form }: DeskFaultForm) => {
        const sure = { asWritten: Boolean(form.asWritten), second: Boolean(second) };
        await this.faults.askAgain(tx, ctx.actor, form.label, sure);
        return this.faults.report(tx, ctx.actor, { ...form, countedBy: null }, id);
      },
      to: async (ticket) => ((await this.isTheirs(ctx, ticket)) ? `/pannes/${ticket}` : '/pannes'),
      page: ({ problems = [], values = {} }) => this.page(ctx, query, problems, values),
    });
  }

  /** Of a device that another structure handed over, or that nobody knows, only its follow-up is theirs to see. */
  private async isTheirs(ctx: Ctx, ticket: string): Promise<boolean> {
    try {
      return Boolean(await this.tickets.byId(ctx.actor, ticket));
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  private async said(ctx: Ctx, ticket: string): Promise<FlashNotice> {
    const { number, secret } = await this.faults.followUpKey(ticket);
    if (await this.isTheirs(ctx, ticket))
      return { text: 'Panne ouverte.', link: { href: `/suivi/${secret}`, label: 'La page où la personne la suit' } };
    return {
      text: `Panne ${number} ouverte. Elle n’est pas dans votre liste : la banque, ou la structure de l’appareil, la lit.`,
      link: { href: `/suivi/${secret}`, label: 'La suivre' },
    };
  }

  /** @throws NotFound for another structure's person. */
  private async page(
    ctx: Ctx,
    { appareil = '', personne }: NewTicketQuery,
    problems?: FieldProblem[],
    values?: Record<string, string>,
  ) {
    const known = isId(personne) && may(ctx.actor, READ.beneficiaries);
    const person = known ? await this.people.byId(ctx.actor, personne!) : null;
    const had = person ? await this.handovers.list(ctx.actor, { limit: MOST, open: '1' }, person.id) : null;
    return <DeskFaultPage {...{ person, problems, values }} label={appareil} devices={had?.items ?? []} />;
  }
}
