import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { QuotaCorrections, QuotasService } from '#bank/allocation';
import { correctionRight } from '#bank/corrections';
import { OrganisationsService } from '#bank/people';
import { Act, type Answer, Context, Ctx, Policy } from '#platform/http';
import type { FieldProblem } from '#platform/ui';
import { WrongQuotaPage } from './quota-form.pages.js';
import { CorrectQuotaDto } from './quotas.dto.js';

const QUOTA = correctionRight('quota');

/** A quota that was typed wrongly. */
@ApiTags('quotas')
@ApiBearerAuth()
@Controller()
export class QuotaCorrectionsController {
  constructor(
    private readonly corrections: QuotaCorrections,
    private readonly quotas: QuotasService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get('quotas/corriger/:id')
  @Policy(QUOTA)
  async askQuota(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  /** Another number, another structure, other days: what was typed before stays readable. Never below what was granted. */
  @Act(QUOTA, { page: 'quotas/corriger/:id', api: 'quotas/:id/correct', takes: CorrectQuotaDto })
  correctQuota(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      dto: CorrectQuotaDto,
      fromForm: (posted) => ({ ...posted, allowed: numberOf(posted['allowed']) }),
      done: 'Quota corrigé. Ce qui était écrit reste dans l’histoire.',
      rules: (tx, given) => this.corrections.judge(tx, id, given),
      work: (tx, form) => this.corrections.correct(tx, ctx.actor, id, form),
      to: () => '/quotas',
      view: () => this.quotas.byId(ctx.actor, id),
      again: (problems, values) => this.page(ctx, id, problems, values),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const quota = await this.quotas.byId(ctx.actor, id);
    const structures = await this.organisations.list(['structure']);
    return <WrongQuotaPage {...{ quota, structures, problems, values }} />;
  }
}

const numberOf = (typed: unknown): number => (/^\s*\d{1,6}\s*$/.test(String(typed ?? '')) ? Number(typed) : -1);
