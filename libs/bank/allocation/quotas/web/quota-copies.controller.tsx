import { Controller, Query } from '@nestjs/common';
import { QuotasService, QuotaYearsService } from '#bank/allocation';
import { type Answer, AskedForm, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { plural } from '#platform/ui';
import { QuotaCopyPage } from './quota-copy.page.js';
import { yearOf } from './quotas.dto.js';

/** The quotas of one year, copied to the next. */
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
