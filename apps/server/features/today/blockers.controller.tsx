import { Controller } from '@nestjs/common';
import { BlockersQueries } from '#allocation';
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
  ) {}

  /** Who waits for what, where what would serve them stands and what it lacks, and who has not confirmed a lot. */
  @Read(READ.proposals, { page: 'blocages', api: 'blockers' })
  async show(@Context() ctx: Ctx) {
    const [blockers, unconfirmed] = await ctx.readTogether((on) =>
      Promise.all([this.blockers.blockers(ctx.actor, on), this.transfers.unconfirmed(ctx.actor, on)]),
    );
    return ctx.answer({ ...blockers, unconfirmed }, () => (
      <BlockersPage blockers={blockers} unconfirmed={unconfirmed} />
    ));
  }
}
