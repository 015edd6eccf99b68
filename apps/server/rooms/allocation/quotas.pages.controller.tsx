import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { QuotasService, REQUESTABLE } from '#allocation';
import { isId, mayAll, NotFound, READ, RuleBroken, WRITE } from '#kernel';
import { OrganisationsService } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { QuotaFormPage, QuotasPage } from './quotas.pages.js';

/** The pages of quotas: the bank sets them, a structure reads its own. */
@Controller('quotas')
export class QuotasPages {
  constructor(
    private readonly quotas: QuotasService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get()
  @Policy(READ.quotas)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    const bank = mayAll(ctx.actor, READ.quotas);
    const structures = bank ? await this.organisations.list(['structure']) : [await this.organisations.mine(ctx.actor)];
    const { year } = await this.quotas.currentYear();
    return ctx.page(
      <QuotasPage structures={structures} quotas={await this.quotas.list(ctx.actor)} year={year} bank={bank} />,
    );
  }

  @Get(':structure')
  @Policy(WRITE.quotas)
  async edit(@Context() ctx: Ctx, @Param('structure') structure: string): Promise<Answer> {
    return ctx.page(<QuotaFormPage {...(await this.of(ctx, structure))} />);
  }

  @Post(':structure')
  @Policy(WRITE.quotas)
  async set(@Context() ctx: Ctx, @Param('structure') structure: string, @Body() body: unknown): Promise<Answer> {
    const shown = await this.of(ctx, structure);
    const { startsOn, endsOn } = await this.quotas.currentYear();
    return ctx.submit({
      body,
      done: 'Quotas enregistrés.',
      work: async (tx) => {
        for (const category of REQUESTABLE) {
          const typed = String((body as Record<string, unknown> | null)?.[category] ?? '').trim();
          const before = shown.quotas.find((q) => q.category === category);
          if (!typed && !before) continue;
          const allowed = /^\d{1,6}$/.test(typed) ? Number(typed) : typed ? -1 : 0;
          if (before?.allowed === allowed) continue;
          const days = before ? { startsOn: before.startsOn, endsOn: before.endsOn } : { startsOn, endsOn };
          await this.quotas
            .set(tx, ctx.actor, { structureId: structure, category, ...days, allowed })
            .catch((error: unknown) => {
              // The same rule for each number, beside the field of its own type.
              throw error instanceof RuleBroken ? new RuleBroken(error.code, error.facts, category) : error;
            });
        }
        return '/quotas';
      },
      again: (problems, values) => <QuotaFormPage {...shown} problems={problems} values={values} />,
    });
  }

  private async of(ctx: Ctx, id: string) {
    const structure = isId(id) ? await this.organisations.get(id) : null;
    if (structure?.kind !== 'structure') throw new NotFound('structure');
    const [quotas, { year }] = await Promise.all([
      this.quotas.list(ctx.actor, { structureId: id }),
      this.quotas.currentYear(),
    ]);
    return { structure, quotas, year };
  }
}
