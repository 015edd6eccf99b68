import { Controller } from '@nestjs/common';
import { BlockersQueries } from '#allocation';
import { PartlyErasedQueries } from '#data-import';
import { READ } from '#kernel';
import { TransferQueries } from '#logistics';
import { Read } from '../../http/act.js';
import { Context, Ctx } from '../../http/ctx.js';
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
