import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { correctionRight } from '#bank/corrections';
import { categoryOf } from '#bank/devices';
import { OrganisationsService } from '#bank/people';
import {
  Act,
  type Answer,
  ApiController,
  AskedForm,
  Context,
  Ctx,
  exportOf,
  json,
  Policy,
  PostedForm,
  Read,
  seeOther,
} from '#platform/http';
import { askAll, isId, mayAll, NotFound, READ, RuleBroken, WRITE } from '#platform/kernel';
import { type FormState, plural } from '#platform/ui';
import { REQUESTABLE } from '../../requests/needs.js';
import { QuotaCorrections } from '../quota-corrections.service.js';
import { QuotasService, type QuotaView, QuotaYearsService } from '../quotas.service.js';
import { StructureMerges } from '../structure-merges.service.js';
import { QuotaCopyPage, QuotaFormPage, WrongQuotaPage } from './quota-form.pages.js';
import { CorrectQuotaDto, QuotaDto, QuotaPageQuery, QuotaQuery, yearOf } from './quotas.dto.js';
import { QuotasPage } from './quotas.page.js';

/** Quotas: how many of a category a structure may be given in a period. No row means none. */
@ApiController('quotas')
export class QuotasController {
  constructor(
    private readonly quotas: QuotasService,
    private readonly organisations: OrganisationsService,
    private readonly merges: StructureMerges,
  ) {}

  @Read(READ.quotas, { page: 'quotas' })
  async listPage(@Context() ctx: Ctx, @Query() query: QuotaPageQuery): Promise<Answer> {
    const bank = mayAll(ctx.actor, READ.quotas);
    const structures = bank ? await this.organisations.list(['structure']) : [await this.organisations.mine(ctx.actor)];
    const { years, current } = await this.quotas.years(ctx.actor);
    const { sort, year: asked } = ctx.asked(query);
    const year = asked ? Number(asked) : current;
    const quotas = await this.quotas.list(ctx.actor, { year });
    return ctx.page(<QuotasPage {...{ structures, quotas, year, years, bank, sort }} />);
  }

  /** The quotas of a year, this one by default: all for the bank, one's own for a structure. */
  @Read(READ.quotas, { api: 'quotas' })
  async list(@Context() ctx: Ctx, @Query() query: QuotaQuery) {
    const { year } = query.asked;
    const items = await this.quotas.list(ctx.actor, year ? { year: Number(year) } : {});
    return json(200, { items, next: null });
  }

  /** Sets a quota, or another number in the one of the same days. */
  @Post('api/v1/quotas')
  @Policy(WRITE.quotas)
  set(@Context() ctx: Ctx, @Body() body: QuotaDto) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => (await this.quotas.set(tx, ctx.actor, body)).id,
      show: (id) => this.quotas.byId(ctx.actor, id),
    });
  }

  @Read(WRITE.quotas, { page: 'quotas/:structure' })
  async askYear(
    @Context() ctx: Ctx,
    @Param('structure') structure: string,
    @Query('annee') asked?: string,
  ): Promise<Answer> {
    const shown = await this.of(ctx, structure, asked);
    const { standsAs } = shown.structure;
    return standsAs ? seeOther(`/quotas/${standsAs}`) : ctx.page(<QuotaFormPage {...shown} />);
  }

  /** All numbers of a structure's year at once, which only a person does. */
  @PostedForm(WRITE.quotas, 'quotas/:structure')
  async setYear(@Context() ctx: Ctx, @Param('structure') structure: string, @Body() body: unknown): Promise<Answer> {
    const typedYear = (body as Record<string, unknown> | null)?.['annee'];
    const shown = await this.of(ctx, structure, typedYear);
    const { startsOn, endsOn, year } = shown.period;
    return ctx.submit({
      body,
      done: 'Quotas enregistrés.',
      work: async (tx) => {
        const numbers = REQUESTABLE.flatMap((category) => {
          const typed = String((body as Record<string, unknown> | null)?.[category] ?? '').trim();
          const before = shown.quotas.find((q) => q.category === category);
          const allowed = /^\d{1,6}$/.test(typed) ? Number(typed) : typed ? -1 : 0;
          if (before ? before.allowed === allowed : !typed) return [];
          const days = before ? { startsOn: before.startsOn, endsOn: before.endsOn } : { startsOn, endsOn };
          return [{ structureId: structure, category, ...days, allowed }];
        });
        await askAll(
          ...numbers.map((number) => () => this.quotas.set(tx, ctx.actor, number).catch(besideField(number.category))),
        );
        return `/quotas?annee=${year}`;
      },
      page: (again) => <QuotaFormPage {...shown} {...again} />,
    });
  }

  private async of(ctx: Ctx, id: string, asked: unknown) {
    const structure = isId(id) ? await this.organisations.get(id) : null;
    if (structure?.kind !== 'structure') throw new NotFound('structure');
    const [quotas, period, merged] = await Promise.all([
      this.quotas.list(ctx.actor, { structureId: id, year: yearOf(asked) }),
      this.quotas.period(yearOf(asked)),
      this.merges.mergedInto(id),
    ]);
    return { structure, quotas, period, merged };
  }
}

const besideField = (category: string) => (error: unknown) => {
  throw error instanceof RuleBroken ? new RuleBroken(error.code, error.facts, category) : error;
};

@Controller('quotas/copie')
export class QuotaCopiesController {
  constructor(
    private readonly years: QuotaYearsService,
    private readonly quotas: QuotasService,
  ) {}

  @AskedForm(WRITE.quotas, '')
  copy(@Context() ctx: Ctx, @Query('annee') asked: string | undefined): Promise<Answer> {
    const year = yearOf(asked ?? ctx.posted['annee']);
    let copied = 0;
    return ctx.submit({
      done: () => `${plural(copied, 'quota copié', 'quotas copiés')}.`,
      work: async (tx) => {
        const from = await this.quotas.period(year, tx);
        copied = await this.years.copy(tx, ctx.actor, from.year);
        return `/quotas?annee=${from.year + 1}`;
      },
      page: async ({ problems }) => {
        const from = await this.quotas.period(year);
        const quotas = await this.years.preview(ctx.actor, from.year);
        return <QuotaCopyPage year={from.year} quotas={quotas} problems={problems} />;
      },
    });
  }
}

export const QuotaExport = exportOf({
  query: QuotaPageQuery,
  right: READ.quotas,
  page: 'quotas',
  api: 'quotas',
  name: 'Quotas',
  filename: 'quotas',
  reads: QuotasService,
  read: async (quotas, ctx, { year }) => ({
    items: await quotas.list(ctx.actor, { year: year ? Number(year) : undefined, limit: null }),
    next: null,
  }),
  columns: [
    ['Structure', (q: QuotaView) => q.structure],
    ['Type', (q) => categoryOf(q.category).label],
    ['Du', (q) => q.startsOn],
    ['Au', (q) => q.endsOn],
    ['Permis', (q) => q.allowed],
    ['Places prises', (q) => q.used],
  ],
});

const QUOTA = correctionRight('quota');

@ApiController('quotas')
export class QuotaCorrectionsController {
  constructor(
    private readonly corrections: QuotaCorrections,
    private readonly quotas: QuotasService,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Another number, another structure, other days: what was typed before stays readable. Never below what was granted. */
  @Act(QUOTA, { page: 'quotas/corriger/:id', api: 'quotas/:id/correct', takes: CorrectQuotaDto, asks: true })
  correctQuota(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      dto: CorrectQuotaDto,
      done: 'Quota corrigé. Ce qui était écrit reste dans l’histoire.',
      rules: (tx, given) => this.corrections.judge(tx, id, given),
      work: (tx, form) => this.corrections.correct(tx, ctx.actor, id, form),
      to: () => '/quotas',
      view: () => this.quotas.byId(ctx.actor, id),
      page: (again) => this.page(ctx, id, again),
    });
  }

  private async page(ctx: Ctx, id: string, again: FormState = {}) {
    const quota = await this.quotas.byId(ctx.actor, id);
    const structures = await this.organisations.list(['structure']);
    return <WrongQuotaPage {...{ quota, structures }} {...again} />;
  }
}
