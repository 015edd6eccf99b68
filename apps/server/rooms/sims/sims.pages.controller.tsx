import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { BeneficiariesService } from '#allocation';
import { DocumentsService } from '#documents';
import { isId, isMember, mayAll, READ, RuleBroken } from '#kernel';
import { SIM_LIFECYCLE, type SimCodes, type SimFilters, SimQueries, SimsService, type SimVerb } from '#sims';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { SimCodesPage, SimPage } from './sim.page.js';
import { AllotPage, EndSimPage, HandOutPage } from './sim-forms.page.js';
import { SimListPage } from './sim-list.page.js';
import { AllotDto, EndSimDto, HandOutDto, SimListQuery } from './sims.dto.js';

type Values = Record<string, string>;

/** The pages of SIM cards. */
@Controller('sim')
export class SimsPages {
  constructor(
    private readonly queries: SimQueries,
    private readonly sims: SimsService,
    private readonly beneficiaries: BeneficiariesService,
    private readonly documents: DocumentsService,
  ) {}

  @Get()
  @Policy(READ.sims)
  async index(@Context() ctx: Ctx, @Query() query: SimListQuery): Promise<Answer> {
    const bank = mayAll(ctx.actor, READ.sims);
    const [page, stock] = await Promise.all([
      this.queries.list(ctx.actor, filtersOf(query)),
      this.queries.stock(ctx.actor),
    ]);
    const batch = query.lot && bank ? await this.queries.batch(ctx.actor, query.lot) : null;
    return ctx.page(<SimListPage {...{ page, query, bank, stock, batch }} timeZone={ctx.bank.timeZone} />);
  }

  @Get('attribution')
  @Policy(SIM_LIFECYCLE.right('allot'))
  async askAllot(@Context() ctx: Ctx, @Query('ids') ids?: string | string[]): Promise<Answer> {
    return ctx.page(await this.allotPage(ctx, [ids ?? []].flat()));
  }

  @Post('attribution')
  @Policy(SIM_LIFECYCLE.right('allot'))
  async allot(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const chosen = [(body as { ids?: string | string[] } | null)?.ids ?? []].flat();
    return ctx.submit({
      dto: AllotDto,
      body,
      done: 'Cartes attribuées. La structure les voit dès maintenant.',
      work: async (tx, form) => {
        await this.sims.allot(tx, ctx.actor, form.structureId, whichOf(form));
        return `/sim?structure=${form.structureId}`;
      },
      again: (problems, values) => this.allotPage(ctx, chosen, problems, values),
    });
  }

  @Get(':id')
  @Policy(READ.sims)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.simPage(ctx, id));
  }

  @Get(':id/remise')
  @Policy(SIM_LIFECYCLE.right('hand_out'))
  async askHandOut(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.handOutPage(ctx, id, true));
  }

  @Post(':id/remise')
  @Policy(SIM_LIFECYCLE.right('hand_out'))
  async handOut(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: HandOutDto,
      body,
      done: 'Carte remise. Son bon se prépare.',
      work: async (tx, form) => {
        await this.sims.handOut(tx, ctx.actor, { simId: id, ...form });
        return `/sim/${id}`;
      },
      again: (problems, values) => this.handOutPage(ctx, id, false, problems, values),
    });
  }

  /** A post, so that no address, history or cache ever holds the codes. */
  @Post(':id/codes')
  @Policy(SIM_LIFECYCLE.right('hand_out'))
  async codes(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    let codes: SimCodes | null = null;
    return ctx.submit({
      body,
      work: async (tx) => {
        codes = await this.sims.codes(tx, ctx.actor, id);
        return `/sim/${id}`;
      },
      show: async () => <SimCodesPage sim={await this.queries.byId(ctx.actor, id)} codes={codes} />,
      again: (problems) => this.simPage(ctx, id, problems),
    });
  }

  @Post(':id/reprise')
  @Policy(SIM_LIFECYCLE.right('call_back'))
  async callBack(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Carte reprise : elle est de nouveau en stock.',
      work: async (tx) => {
        await this.sims.callBack(tx, ctx.actor, id);
        return `/sim/${id}`;
      },
      again: (problems) => this.simPage(ctx, id, problems),
    });
  }

  @Get(':id/fin')
  @Policy(SIM_LIFECYCLE.right('end'))
  async askEnd(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<EndSimPage sim={await this.may(ctx, id, 'end')} />);
  }

  @Post(':id/fin')
  @Policy(SIM_LIFECYCLE.right('end'))
  async end(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: EndSimDto,
      body,
      done: 'Carte terminée.',
      work: async (tx, form) => {
        await this.sims.end(tx, ctx.actor, id, form.reason);
        return `/sim/${id}`;
      },
      again: async (problems, values) => (
        <EndSimPage sim={await this.queries.byId(ctx.actor, id)} {...{ problems, values }} />
      ),
    });
  }

  private async may(ctx: Ctx, id: string, verb: SimVerb) {
    const sim = await this.queries.byId(ctx.actor, id);
    if (!sim.allowed.includes(verb)) throw new RuleBroken('sims.not_now', { status: sim.status });
    return sim;
  }

  private async simPage(ctx: Ctx, id: string, problems?: FieldProblem[]) {
    const sim = await this.queries.byId(ctx.actor, id);
    const [timeline, papers] = await Promise.all([
      this.queries.timeline(ctx.actor, id),
      this.documents.forCause(ctx.actor, 'sim', id),
    ]);
    return <SimPage {...{ sim, timeline, papers, problems }} timeZone={ctx.bank.timeZone} />;
  }

  private async handOutPage(ctx: Ctx, id: string, first: boolean, problems?: FieldProblem[], values?: Values) {
    const sim = first ? await this.may(ctx, id, 'hand_out') : await this.queries.byId(ctx.actor, id);
    const { items } = await this.beneficiaries.list(ctx.actor, { limit: 200 });
    const operatorNumber = isMember(ctx.actor) ? ctx.actor.operatorNumber : null;
    return <HandOutPage sim={sim} people={items} operatorNumber={operatorNumber} problems={problems} values={values} />;
  }

  private async allotPage(ctx: Ctx, ids: readonly unknown[], problems?: FieldProblem[], values?: Values) {
    const wanted = ids.filter(isId).slice(0, 200);
    const [structures, stock, chosen] = await Promise.all([
      this.queries.structures(ctx.actor),
      this.queries.stock(ctx.actor),
      Promise.all(wanted.map((id) => this.queries.byId(ctx.actor, id))),
    ]);
    const gone = chosen.find((s) => s.status !== 'in_stock');
    if (gone) throw new RuleBroken('sims.not_now', { status: gone.status });
    return <AllotPage {...{ structures, stock, chosen, problems, values }} />;
  }
}

const filtersOf = (query: SimListQuery): SimFilters => ({
  q: query.q,
  status: query.statut || undefined,
  operator: query.operateur || undefined,
  structureId: query.structure,
  batchId: query.lot,
  cursor: query.after,
});

/** Those ticked, or so many of the oldest. */
export function whichOf(form: AllotDto): { ids: string[] } | { count: number; operator?: string | undefined } {
  if (form.ids?.length) return { ids: form.ids };
  if (form.count === undefined) throw new RuleBroken('sims.nothing_chosen', {}, 'count');
  return { count: form.count, operator: form.operator };
}
