import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { BeneficiariesService, BeneficiaryMerges } from '#bank/allocation';
import { correctionRight } from '#bank/corrections';
import { Act, type Answer, Context, Ctx, Policy } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { saidOfMerge } from '../../../corrections/web/awaited.js';
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

  @Get('beneficiaires/:id/doublon')
  @Policy(MERGE)
  async askMergeBeneficiary(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<MergeBeneficiaryPage person={await this.people.byId(ctx.actor, id)} />);
  }

  /** The person is the same as another reference of the structure, `into`, which stays. Gives the one that stays. */
  @Act(MERGE, { page: 'beneficiaires/:id/doublon', api: 'beneficiaries/:id/merge', takes: MergeBeneficiaryDto })
  mergeBeneficiary(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: MergeBeneficiaryDto,
      done: saidOfMerge('Références réunies : celle-ci reste.'),
      rules: (tx, { into }) => this.merges.judge(tx, ctx.actor, id, into),
      work: (tx, { into, reason }) => this.merges.merge(tx, ctx.actor, id, into, reason),
      to: (stays) => `/beneficiaires/${stays}`,
      view: (stays) => this.people.byId(ctx.actor, stays),
      again: async (problems, values) => (
        <MergeBeneficiaryPage person={await this.people.byId(ctx.actor, id)} problems={problems} values={values} />
      ),
    });
  }

  @Get('beneficiaires/:id/separation')
  @Policy(SEPARATE)
  async askSeparateBeneficiary(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.separation(ctx, id));
  }

  /** They are two people after all: the reference that went stands for itself again, within a day. */
  @Act(SEPARATE, { page: 'beneficiaires/:id/separation', api: 'beneficiaries/:id/unmerge', takes: ReasonDto })
  separateBeneficiary(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: ReasonDto,
      done: saidOfMerge('Références séparées : ce sont de nouveau deux personnes.'),
      work: (tx, { reason }) => this.merges.separate(tx, ctx.actor, id, reason),
      to: (person) => `/beneficiaires/${person}`,
      view: (person) => this.people.byId(ctx.actor, person),
      again: (problems, values) => this.separation(ctx, id, problems, values),
    });
  }

  private async separation(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const person = await this.people.byId(ctx.actor, id);
    const card = person.merged.find((one) => one.id === id);
    if (!card) throw new RuleBroken('corrections.not_merged');
    const again = { ...(problems ? { problems } : {}), ...(values ? { values } : {}) };
    return <SeparateBeneficiaryPage person={person} card={card} {...again} />;
  }
}
