import { Param, Query } from '@nestjs/common';
import { DocumentsService } from '#bank/documents';
import { SIM_LIFECYCLE, type SimDetail, SimQueries, SimsService, type SimVerb, SupplierListQueries } from '#bank/sims';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, PostedForm, Read } from '#platform/http';
import { isId, may, mayAll, READ, RuleBroken, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { PersonPick } from '../../allocation/beneficiaries/web/person-picker.js';
import { PickQuery } from '../../allocation/web/allocation.queries.dto.js';
import { bulkVerbsOf } from '../../bulk/web/bulk-bar.js';
import { paperNotice } from '../../documents/web/paper-link.js';
import { SimCodesPage, SimPage } from './sim.page.js';
import { AllotPage, EndSimPage, HandOutPage, RechargePage } from './sim-forms.page.js';
import { SimListPage, SimPageQuery, SimQuery } from './sim-list.page.js';
import { AllotDto, EndSimDto, HandOutDto, RechargeDto } from './sims.dto.js';

/** SIM cards: lists, stock, hand-out. PIN and PUK never leave through the API. */
@ApiController('sims')
export class SimsController {
  constructor(
    private readonly queries: SimQueries,
    private readonly lists: SupplierListQueries,
    private readonly sims: SimsService,
    private readonly picks: PersonPick,
    private readonly documents: DocumentsService,
  ) {}

  @Read(READ.sims, { page: 'sim' })
  async listPage(@Context() ctx: Ctx, @Query() query: SimPageQuery): Promise<Answer> {
    const bank = mayAll(ctx.actor, READ.sims);
    const { personne } = query;
    const asked = ctx.asked(query);
    const [page, stock, { chosen }] = await Promise.all([
      this.queries.counted(ctx.actor, asked),
      this.queries.stock(ctx.actor),
      personne && !bank ? this.picks.of(ctx.actor, { personne }) : { chosen: null },
    ]);
    const batch = asked.batchId && bank ? await this.queries.batch(ctx.actor, asked.batchId) : null;
    const listId = batch ? await this.lists.ofBatch(ctx.actor, batch.id) : null;
    return ctx.page(
      <SimListPage
        {...{ page, query, bank, stock, batch, listId, chosen }}
        carrier={asked.carrier}
        verbs={bulkVerbsOf(ctx.actor, 'sim')}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  /** The cards that the token's organisation sees, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.sims, { api: 'sims' })
  async list(@Context() ctx: Ctx, @Query() query: SimQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** Gives cards of the stock to a structure: `ids`, or `count` of the oldest (of one `carrier`). */
  @Act(SIM_LIFECYCLE.right('allot'), { page: 'sim/attribution', api: 'sims/allotments', takes: AllotDto, asks: true })
  allot(@Context() ctx: Ctx, @Query('ids') asked: string | string[] | undefined) {
    const { structureId, ids = asked } = (ctx.req.body ?? {}) as Partial<AllotDto>;
    return ctx.act({
      dto: AllotDto,
      done: 'Cartes attribuées. La structure les voit dès maintenant.',
      work: async (tx, form) => String(await this.sims.allot(tx, ctx.actor, form.structureId, whichOf(form))),
      to: () => `/sim?structure=${structureId}`,
      view: async (count) => ({ structureId, allotted: Number(count) }),
      page: (again) => this.allotPage(ctx, [ids ?? []].flat(), again),
    });
  }

  /** One card, with what may be done now. */
  @Read(READ.sims, { page: 'sim/:id', api: 'sims/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const sim = await this.queries.byId(ctx.actor, id);
    return ctx.answer(sim, () => this.page(ctx, sim));
  }

  /** Its history, newest first. */
  @Read(READ.sims, { api: 'sims/:id/events' })
  async events(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, { items: await this.queries.timeline(ctx.actor, id), next: null });
  }

  /** Hands a card to a person of the structure, once in its life, with its slip. Signed by the password given again. */
  @Act(SIM_LIFECYCLE.right('hand_out'), {
    page: 'sim/:id/remise',
    api: 'sims/:id/hand-out',
    takes: HandOutDto,
    asks: true,
  })
  handOut(@Context() ctx: Ctx, @Param('id') id: string, @Query() query?: PickQuery) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: HandOutDto,
      done: () => paperNotice(this.documents, ctx.actor, 'Carte remise. Son bon se prépare.', { kind: 'sim', id }),
      rules: (tx, given) => this.sims.judge(tx, ctx.actor, given),
      work: async (tx, form) => {
        await this.sims.handOut(tx, ctx.actor, { simId: id, ...form });
      },
      page: async (again) => {
        const sim = await this.may(ctx, id, 'hand_out', again);
        const pick = await this.picks.asked(ctx.actor, query, again);
        const cap = pick.chosen && (await this.queries.cap(ctx.actor, pick.chosen.id));
        return <HandOutPage {...{ sim, pick, cap }} mayPassCap={may(ctx.actor, WRITE.simBeyondCap)} {...again} />;
      },
    });
  }

  /** A post, so that no address, history or cache ever holds the codes. */
  @PostedForm(SIM_LIFECYCLE.right('hand_out'), 'sim/:id/codes')
  async codes(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.reveal({
      ref: `/sim/${id}`,
      work: (tx) => this.sims.codes(tx, ctx.actor, id),
      show: async (codes) => <SimCodesPage sim={await this.queries.byId(ctx.actor, id)} codes={codes} />,
      page: this.on(ctx, id).page,
    });
  }

  /** Takes a card that nobody has back into the bank's stock. */
  @Act(SIM_LIFECYCLE.right('call_back'), { page: 'sim/:id/reprise', api: 'sims/:id/call-back' })
  callBack(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Carte reprise : elle est de nouveau en stock.',
      work: (tx) => this.sims.change(tx, ctx.actor, [id], { verb: 'call_back' }),
    });
  }

  /** Ends a card's life: `lost`, `expired`, `blocked` or `returned`. Its codes are forgotten. */
  @Act(SIM_LIFECYCLE.right('end'), { page: 'sim/:id/fin', api: 'sims/:id/end', takes: EndSimDto, asks: true })
  end(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: EndSimDto,
      done: 'Carte terminée.',
      work: (tx, form) => this.sims.change(tx, ctx.actor, [id], { verb: 'end', reason: form.reason }),
      page: async (again) => <EndSimPage sim={await this.may(ctx, id, 'end', again)} {...again} />,
    });
  }

  /** Says that a card was recharged, and until when its credit lasts now: who has it is told before that day. */
  @Act(SIM_LIFECYCLE.right('recharge'), {
    page: 'sim/:id/recharge',
    api: 'sims/:id/recharge',
    takes: RechargeDto,
    asks: true,
  })
  recharge(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RechargeDto,
      done: 'Recharge enregistrée.',
      work: (tx, { creditEndsOn }) => this.sims.change(tx, ctx.actor, [id], { verb: 'recharge', creditEndsOn }),
      page: async (again) => <RechargePage sim={await this.may(ctx, id, 'recharge', again)} {...again} />,
    });
  }

  private async may(ctx: Ctx, id: string, verb: SimVerb, { problems }: FormState) {
    const sim = await this.queries.byId(ctx.actor, id);
    if (!problems && !sim.allowed.includes(verb)) throw new RuleBroken('sims.not_now', { status: sim.status });
    return sim;
  }

  private on(ctx: Ctx, id: string): ActOn<SimDetail> {
    return {
      ref: id,
      to: () => `/sim/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async ({ problems }) => this.page(ctx, await this.queries.byId(ctx.actor, id), { problems }),
    };
  }

  private async page(ctx: Ctx, sim: SimDetail, again: FormState = {}) {
    const [timeline, papers] = await Promise.all([
      this.queries.timeline(ctx.actor, sim.id),
      this.documents.forCause(ctx.actor, 'sim', sim.id),
    ]);
    return <SimPage {...{ sim, timeline, papers }} {...again} timeZone={ctx.bank.timeZone} />;
  }

  private async allotPage(ctx: Ctx, ids: readonly unknown[], again: FormState = {}) {
    const wanted = ids.filter(isId).slice(0, 200);
    const [structures, stock, chosen] = await Promise.all([
      this.queries.structures(ctx.actor),
      this.queries.stock(ctx.actor),
      Promise.all(wanted.map((id) => this.queries.byId(ctx.actor, id))),
    ]);
    const gone = chosen.find((s) => s.status !== 'in_stock');
    if (gone) throw new RuleBroken('sims.not_now', { status: gone.status });
    return <AllotPage {...{ structures, stock, chosen }} {...again} />;
  }
}

function whichOf(form: AllotDto): { ids: string[] } | { count: number; carrier?: string | undefined } {
  if (form.ids?.length) return { ids: form.ids };
  if (form.count === undefined) throw new RuleBroken('sims.nothing_chosen', {}, 'count');
  return { count: form.count, carrier: form.carrier };
}
