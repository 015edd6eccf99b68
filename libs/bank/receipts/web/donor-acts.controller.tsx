import { Param } from '@nestjs/common';
import { DepositsService, type DepositView } from '#bank/intake';
import { Act, type ActOn, ApiController, Context, Ctx } from '#platform/http';
import { isId, NotFound, WRITE } from '#platform/kernel';
import { type FieldProblem, FormPage } from '#platform/ui';
import { donationTrail } from '../../intake/donations/web/donation-parts.js';
import { type Checklist, ChecklistService } from '../checklist.service.js';
import { DecisionCard, RepresentativeCard } from './donation-papers.page.js';
import { DonorDecisionDto, RepresentativeDto } from './receipts.dto.js';

/** What a donor did or said so that its gift may be given on: its decision, and who represents it. */
@ApiController('donations')
export class DonorActsController {
  constructor(
    private readonly deposits: DepositsService,
    private readonly checklist: ChecklistService,
  ) {}

  /** Notes by what a public donor decided: its devices leave the deposit. */
  @Act(WRITE.donations, { page: 'dons/:id/papiers/decision', api: 'donations/:id/decisions', takes: DonorDecisionDto })
  decide(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'decision'),
      dto: DonorDecisionDto,
      to: () => `/dons/${id}`,
      done: {
        text: 'Acte enregistré : les appareils de ce don peuvent être réservés et remis.',
        link: { href: `/dons/${id}/papiers`, label: 'Les documents du don' },
      },
      status: 201,
      rules: (tx, given) => this.deposits.judgeDecision(tx, given),
      work: (tx, form) => this.deposits.decide(tx, ctx.actor, id, form),
    });
  }

  /** Notes who represents the donor, from a day on. */
  @Act(WRITE.donations, {
    page: 'dons/:id/papiers/representant',
    api: 'donations/:id/representatives',
    takes: RepresentativeDto,
  })
  represent(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'representant'),
      dto: RepresentativeDto,
      done: 'Représentant enregistré.',
      status: 201,
      rules: (tx, given) => this.deposits.judgeRepresentative(tx, given),
      work: (tx, form) => this.deposits.represent(tx, ctx.actor, id, form),
    });
  }

  private on(ctx: Ctx, id: string, at: string): ActOn<object> {
    const current = async () => {
      if (!isId(id)) throw new NotFound('donation');
      const { gift } = await this.checklist.of(ctx.actor, id);
      return { gift, deposit: await this.deposits.of(ctx.actor, id) };
    };
    return {
      ref: id,
      to: () => `/dons/${id}/papiers`,
      view: async () => (await current()).deposit,
      page: async ({ problems = [], values = {} }) => (
        <DonorActPage {...(await current())} {...{ problems, values, at }} />
      ),
    };
  }
}

function DonorActPage(props: {
  gift: Checklist['gift'];
  deposit: DepositView;
  at: string;
  problems: FieldProblem[];
  values: Record<string, string>;
}) {
  return (
    <FormPage title="Documents du don" lead={props.gift.number} trail={donationTrail(props.gift, 'Documents')}>
      {props.at === 'decision' ? <DecisionCard {...props} /> : <RepresentativeCard {...props} />}
    </FormPage>
  );
}
