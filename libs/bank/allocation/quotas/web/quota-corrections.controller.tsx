import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { QuotaCorrections, QuotasService } from '#bank/allocation';
import { correctionRight } from '#bank/corrections';
import { OrganisationsService } from '#bank/people';
import { Act, Context, Ctx } from '#platform/http';
import type { Again } from '#platform/ui';
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

  private async page(ctx: Ctx, id: string, again: Again = {}) {
    const quota = await this.quotas.byId(ctx.actor, id);
    const structures = await this.organisations.list(['structure']);
    return <WrongQuotaPage {...{ quota, structures }} {...again} />;
  }
}
