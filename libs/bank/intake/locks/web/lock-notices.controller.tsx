import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DonationQueries, LockNoticesService, LockQueries } from '#bank/intake';
import { Act, Context, Ctx, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { DonationLocksPage } from './donation-locks.page.js';

/** What the donor of locked devices has to hear, and that somebody told them. */
@ApiTags('locks')
@ApiBearerAuth()
@Controller()
export class LockNoticesController {
  constructor(
    private readonly queries: LockQueries,
    private readonly notices: LockNoticesService,
    private readonly donations: DonationQueries,
  ) {}

  /** What the donor of a donation has to hear; `letter` is null when nothing is locked. */
  @Read(READ.donations, { page: 'dons/:id/verrous', api: 'donations/:id/locks' })
  async ofDonation(@Context() ctx: Ctx, @Param('id') id: string) {
    const said = await this.read(ctx, id);
    return ctx.answer(said, () => this.page(ctx, id, said));
  }

  /** The donor was told, or reminded, by a person. */
  @Act(WRITE.donations, { page: 'dons/:id/verrous/prevenu', api: 'donations/:id/lock-notices' })
  told(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      status: 201,
      done: 'C’est noté : le donateur est prévenu.',
      work: async (tx) => {
        await this.notices.record(tx, ctx.actor, id, 'person');
      },
      to: () => `/dons/${id}/verrous`,
      view: () => this.read(ctx, id),
      page: async ({ problems }) => this.page(ctx, id, await this.read(ctx, id), { problems }),
    });
  }

  private async read(ctx: Ctx, donationId: string) {
    const [letter, notices] = await Promise.all([
      this.queries.letter(ctx.actor, donationId),
      this.queries.notices(ctx.actor, donationId),
    ]);
    return { letter, notices };
  }

  private async page(ctx: Ctx, id: string, said: Awaited<ReturnType<typeof this.read>>, { problems }: Again = {}) {
    return (
      <DonationLocksPage
        donation={await this.donations.byId(ctx.actor, id)}
        letter={said.letter}
        notices={said.notices}
        bank={ctx.bank}
        problems={problems}
      />
    );
  }
}
