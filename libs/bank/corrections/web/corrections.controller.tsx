import { Controller, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CorrectionsService, type CorrectionView } from '#bank/corrections';
import { Act, type ActOn, Context, Ctx, Read, SigningDto } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { CorrectionListPage, CorrectionPage, CorrectionsQuery } from './corrections.pages.js';

/** What was put right, and the second person who reads some of it again. */
@ApiTags('corrections')
@ApiBearerAuth()
@Controller()
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}

  /** Corrections the token's organisation sees, newest first or in the order of `sort`, 50 a page; with `a-contresigner=oui` those that wait for a second person. */
  @Read(READ.corrections, { page: 'corrections', api: 'corrections' })
  async list(@Context() ctx: Ctx, @Query() query: CorrectionsQuery) {
    const { total, ...page } = await this.corrections.counted(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => (
      <CorrectionListPage page={{ ...page, total }} query={query} timeZone={ctx.bank.timeZone} />
    ));
  }

  /** One correction. */
  @Read(READ.corrections, { page: 'corrections/:id', api: 'corrections/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const correction = await this.corrections.byId(ctx.actor, id);
    return ctx.answer(correction, () => <CorrectionPage correction={correction} timeZone={ctx.bank.timeZone} />);
  }

  /** A second person read it again and agrees. */
  @Act(WRITE.countersignatures, {
    page: 'corrections/:id/contreseing',
    api: 'corrections/:id/countersign',
    takes: SigningDto,
  })
  countersign(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: SigningDto,
      done: 'Correction contresignée.',
      work: (tx, { password }) => this.corrections.countersign(tx, ctx.actor, id, password),
    });
  }

  private on(ctx: Ctx, id: string): ActOn<CorrectionView> {
    const view = () => this.corrections.byId(ctx.actor, id);
    return {
      ref: id,
      to: () => '/corrections?a-contresigner=oui',
      view,
      page: async ({ problems = [] }) => (
        <CorrectionPage correction={await view()} timeZone={ctx.bank.timeZone} problems={problems} />
      ),
    };
  }
}
