import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { BeneficiariesService, BeneficiaryMerges } from '#bank/allocation';
import { correctionRight } from '#bank/corrections';
import { Act, Context, Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { mergeNotice } from '../../../corrections/web/awaited.js';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { MergeBeneficiaryDto } from './beneficiaries.dto.js';
import { MergeBeneficiaryPage, SeparateBeneficiaryPage } from './beneficiary-merge.pages.js';

const MERGE = correctionRight('beneficiary_merged');
const SEPARATE = correctionRight('beneficiary_unmerged');

/** A person who has two references at one structure: one stays, the other leads to it. */
@ApiTags('beneficiaries')
@ApiBearerAuth()
@Controller()
export class BeneficiaryMergesController {
  constructor(
    private readonly people: BeneficiariesService,
    private readonly merges: BeneficiaryMerges,
  ) {}

  /** The person is the same as another reference of the structure, `into`, which stays. Gives the one that stays. */
  @Act(MERGE, {
    page: 'beneficiaires/:id/doublon',
    api: 'beneficiaries/:id/merge',
    takes: MergeBeneficiaryDto,
    asks: true,
  })
  mergeBeneficiary(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: MergeBeneficiaryDto,
      done: mergeNotice('Références réunies : celle-ci reste.'),
      rules: (tx, { into }) => this.merges.judge(tx, ctx.actor, id, into),
      work: (tx, { into, reason }) => this.merges.merge(tx, ctx.actor, id, into, reason),
      to: (stays) => `/beneficiaires/${stays}`,
      view: (stays) => this.people.byId(ctx.actor, stays),
      page: async (again) => <MergeBeneficiaryPage person={await this.people.byId(ctx.actor, id)} {...again} />,
    });
  }

  /** They are two people after all: the reference that went stands for itself again, within a day. */
  @Act(SEPARATE, {
    page: 'beneficiaires/:id/separation',
    api: 'beneficiaries/:id/unmerge',
    takes: ReasonDto,
    asks: true,
  })
  separateBeneficiary(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: ReasonDto,
      done: mergeNotice('Références séparées : ce sont de nouveau deux personnes.'),
      work: (tx, { reason }) => this.merges.separate(tx, ctx.actor, id, reason),
      to: (person) => `/beneficiaires/${person}`,
      view: (person) => this.people.byId(ctx.actor, person),
      page: (again) => this.separation(ctx, id, again),
    });
  }

  private async separation(ctx: Ctx, id: string, again: Again = {}) {
    const person = await this.people.byId(ctx.actor, id);
    const card = person.merged.find((one) => one.id === id);
    if (!card) throw new RuleBroken('corrections.not_merged');
    return <SeparateBeneficiaryPage person={person} card={card} {...again} />;
  }
}
