import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DonationQueries, RefusalsService } from '#intake';
import { WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { RefusalDto } from './collection.dto.js';
import { RefusalFormPage } from './refusal-form.page.js';

/** What is not taken in when a donation arrives. */
@Controller('dons/:id/refus')
export class RefusalsPages {
  constructor(
    private readonly refusals: RefusalsService,
    private readonly queries: DonationQueries,
  ) {}

  @Get()
  @Policy(WRITE.donations)
  async ask(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<RefusalFormPage donation={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post()
  @Policy(WRITE.donations)
  async refuse(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.submit({
      dto: RefusalDto,
      body,
      done: 'Refus noté.',
      work: async (tx, form) => {
        await this.refusals.refuse(tx, ctx.actor, id, form);
        return `/dons/${id}`;
      },
      again: (problems, values) => <RefusalFormPage donation={donation} problems={problems} values={values} />,
    });
  }

  @Post(':refusal/retrait')
  @Policy(WRITE.donations)
  async withdraw(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('refusal') refusal: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.submit({
      body,
      done: 'Refus retiré.',
      work: async (tx) => {
        await this.refusals.withdraw(tx, ctx.actor, id, refusal);
        return `/dons/${id}`;
      },
      again: (problems) => <RefusalFormPage donation={donation} problems={problems} />,
    });
  }
}
