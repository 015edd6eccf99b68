import { Delete, Param } from '@nestjs/common';
import { DonationQueries, type DonationView, RefusalsService } from '#bank/intake';
import { Act, type ActOn, ApiController, Context, Ctx, Policy } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { FieldsOf, type FormState } from '#platform/ui';
import { RefusalDto } from '../../../collections/web/collection.dto.js';
import { DonationAskPage } from '../donation-parts.js';

/** What is not taken in when a donation arrives. */
@ApiController('donations')
export class RefusalsController {
  constructor(
    private readonly refusals: RefusalsService,
    private readonly queries: DonationQueries,
  ) {}

  /** Notes what was refused on arrival. It never becomes a device. */
  @Act(WRITE.donations, { page: 'dons/:id/refus', api: 'donations/:id/refusals', takes: RefusalDto, asks: true })
  refuse(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RefusalDto,
      status: 201,
      done: 'Refus enregistré.',
      work: async (tx, refusal) => {
        await this.refusals.refuse(tx, ctx.actor, id, refusal);
      },
    });
  }

  @Act(WRITE.donations, { page: 'dons/:id/refus/:refusal/retrait' })
  takeBack(@Context() ctx: Ctx, @Param('id') id: string, @Param('refusal') refusal: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Refus retiré.',
      work: (tx) => this.refusals.withdraw(tx, ctx.actor, id, refusal),
    });
  }

  /** Takes back a refusal that was noted by mistake. */
  @Delete('api/v1/donations/:id/refusals/:refusal')
  @Policy(WRITE.donations)
  withdrawRefusal(@Context() ctx: Ctx, @Param('id') id: string, @Param('refusal') refusal: string) {
    return this.takeBack(ctx, id, refusal);
  }

  private on(ctx: Ctx, id: string): ActOn<DonationView> {
    return {
      ref: id,
      to: () => `/dons/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async (again) => <RefusalFormPage donation={await this.queries.byId(ctx.actor, id)} {...again} />,
    };
  }
}

function RefusalFormPage({ donation: d, problems, values }: FormState & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Refuser"
      under="refus"
      title="Refuser un appareil"
      lead={`${d.number} · ${d.donorName}. Ce qui est refusé est compté, et n’entre jamais dans les appareils de la banque.`}
      problems={problems}
      values={{ quantity: '1', ...values }}
      does={{ label: 'Enregistrer le refus', icon: 'ban' }}
    >
      <FieldsOf form={RefusalDto} />
    </DonationAskPage>
  );
}
