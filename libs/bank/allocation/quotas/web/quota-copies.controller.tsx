import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { QuotasService, QuotaYearsService } from '#bank/allocation';
import { type Answer, Context, Ctx, Policy } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { plural } from '#platform/ui';
import { QuotaCopyPage } from './quota-copy.page.js';

/** The quotas of one year, copied to the next. */
@Controller('quotas/copie')
export class QuotaCopiesController {
  constructor(
    private readonly years: QuotaYearsService,
    private readonly quotas: QuotasService,
  ) {}

  @Get()
  @Policy(WRITE.quotas)
  async ask(@Context() ctx: Ctx, @Query('annee') asked?: string): Promise<Answer> {
    return ctx.page(<QuotaCopyPage {...(await this.preview(ctx, asked))} />);
  }

  @Post()
  @Policy(WRITE.quotas)
  copy(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const asked = (body as { annee?: unknown } | null)?.annee;
    let copied = 0;
    return ctx.submit({
      body,
      done: () => `${plural(copied, 'quota copié', 'quotas copiés')}.`,
      work: async (tx) => {
        const { year } = await this.quotas.period(yearOf(asked), tx);
        copied = await this.years.copy(tx, ctx.actor, year);
        return `/quotas?annee=${year + 1}`;
      },
      page: async ({ problems = [] }) => <QuotaCopyPage {...(await this.preview(ctx, asked))} problems={problems} />,
    });
  }

  private async preview(ctx: Ctx, asked: unknown) {
    const { year } = await this.quotas.period(yearOf(asked));
    return { year, quotas: await this.years.preview(ctx.actor, year) };
  }
}

const yearOf = (asked: unknown): number | undefined => (/^20\d\d$/.test(String(asked)) ? Number(asked) : undefined);
