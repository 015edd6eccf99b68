import { Param } from '@nestjs/common';
import { correctionRight } from '#bank/corrections';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import { FieldsOf, type FormState } from '#platform/ui';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import {
  type EnteredTwice,
  MergePage,
  merging,
  SeparatePage,
  separating,
} from '../../../corrections/web/merge.pages.js';
import { BeneficiariesService } from '../beneficiaries.service.js';
import type { BeneficiaryView } from '../beneficiary.views.js';
import { BeneficiaryMerges } from '../beneficiary-merges.service.js';
import { MergeBeneficiaryDto } from './beneficiaries.dto.js';

const MERGE = correctionRight('beneficiary_merged');
const SEPARATE = correctionRight('beneficiary_unmerged');

const TWICE: EnteredTwice<BeneficiaryView> = {
  thing: 'beneficiary',
  at: '/beneficiaires',
  lead: (b) => `Référence ${b.reference}`,
  trail: (b) => [
    { label: 'Bénéficiaires', href: '/beneficiaires' },
    { label: b.reference, href: `/beneficiaires/${b.id}` },
  ],
  goes: (b) => `La référence ${b.reference} sortira des listes. L’autre reste.`,
  merge: {
    intro:
      'Les deux mèneront à la même personne, avec tous ses appareils. Les documents déjà signés ne changent pas. Si c’est l’autre qui doit partir, ouvrez-la. Cela s’annule pendant un jour.',
    does: 'Réunir les deux références',
    done: 'Références réunies : celle-ci reste.',
  },
  separate: {
    intro: 'Pendant un jour seulement. Chaque référence retrouve ses appareils : aucun n’avait changé de référence.',
    does: 'Séparer les deux références',
    done: 'Références séparées : ce sont de nouveau deux personnes.',
  },
};

/** A person who has two references at one structure: one stays, the other leads to it. */
@ApiController('beneficiaries')
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
      ...merging(TWICE, this.merges, ctx, id),
      dto: MergeBeneficiaryDto,
      rules: (tx, { into }) => this.merges.judge(tx, ctx.actor, id, into),
      view: (stays) => this.people.byId(ctx.actor, stays),
      page: async (again) => (
        <MergePage twice={TWICE} of={await this.people.byId(ctx.actor, id)} {...again}>
          <FieldsOf form={MergeBeneficiaryDto} />
        </MergePage>
      ),
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
      ...separating(TWICE, this.merges, ctx, id),
      view: (person) => this.people.byId(ctx.actor, person),
      page: (again) => this.separation(ctx, id, again),
    });
  }

  private async separation(ctx: Ctx, id: string, again: FormState) {
    const person = await this.people.byId(ctx.actor, id);
    const card = person.merged.find((one) => one.id === id);
    if (!card) throw new RuleBroken('corrections.not_merged');
    const lead = `${card.reference} · ${person.reference}`;
    return <SeparatePage twice={TWICE} of={person} gone={id} back={person.id} lead={lead} {...again} />;
  }
}
