import { Controller } from '@nestjs/common';
import { BlockersQueries } from '#bank/allocation';
import { PartlyErasedQueries } from '#bank/files/old-register';
import { TransferQueries } from '#bank/logistics';
import { Context, Ctx, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import { BlockersPage } from './blockers.page.js';

/** What blocks whom: one page for whoever has to make it move. */
@Controller()
export class BlockersController {
  constructor(
    private readonly blockers: BlockersQueries,
    private readonly transfers: TransferQueries,
    private readonly erased: PartlyErasedQueries,
  ) {}

  /** Who waits for what, where what would serve them stands and what it lacks, who has not confirmed a lot, and what an earlier tool erased in part. */
  @Read(READ.proposals, { page: 'blocages', api: 'blockers' })
  async show(@Context() ctx: Ctx) {
    const [blockers, unconfirmed, partlyErased] = await ctx.readTogether((on) =>
      Promise.all([
        this.blockers.blockers(ctx.actor, on),
        this.transfers.unconfirmed(ctx.actor, on),
        this.erased.list(ctx.actor, on),
      ]),
    );
    return ctx.answer({ ...blockers, unconfirmed, partlyErased }, () => (
      <BlockersPage blockers={blockers} unconfirmed={unconfirmed} partlyErased={partlyErased} />
    ));
  }
}
