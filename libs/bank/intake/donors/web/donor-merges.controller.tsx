import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { correctionRight } from '#bank/corrections';
import { DonorMerges, DonorsService } from '#bank/intake';
import { Act, type Answer, Context, Ctx, Policy } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { mergeNotice } from '../../../corrections/web/awaited.js';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { AfterQuery } from '../../web/intake.dto.js';
import { MergeDonorDto } from './donor.dto.js';
import { MergeDonorPage, SeparateDonorPage } from './donor-merge.pages.js';

const MERGE = correctionRight('donor_merged');
const SEPARATE = correctionRight('donor_unmerged');
const SHOWN = 20;

/** A donor that was entered twice: one card stays, the other leads to it. */
@ApiTags('donors')
@ApiBearerAuth()
@Controller()
export class DonorMergesController {
  constructor(
    private readonly donors: DonorsService,
    private readonly merges: DonorMerges,
  ) {}

  @Get('dons/donateurs/:id/doublon')
  @Policy(MERGE)
  async askMergeDonor(@Context() ctx: Ctx, @Param('id') id: string, @Query() { q }: AfterQuery): Promise<Answer> {
    return ctx.page(await this.choice(ctx, id, q ?? ''));
  }

  /** The donor is the same as another, `into`, which stays and stands for both. Gives the one that stays. */
  @Act(MERGE, { page: 'dons/donateurs/:id/doublon', api: 'donors/:id/merge', takes: MergeDonorDto })
  mergeDonor(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: MergeDonorDto,
      done: mergeNotice('Fiches réunies : celle-ci reste.'),
      work: (tx, { into, reason }) => this.merges.merge(tx, ctx.actor, id, into, reason),
      to: (stays) => `/dons/donateurs/${stays}`,
      view: (stays) => this.donors.byId(ctx.actor, stays),
      page: (again) => this.choice(ctx, id, '', again),
    });
  }

  /** They are two donors after all: the card that went stands for itself again, within a day. */
  @Act(SEPARATE, { page: 'dons/donateurs/:id/separation', api: 'donors/:id/unmerge', takes: ReasonDto, asks: true })
  separateDonor(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: ReasonDto,
      done: mergeNotice('Fiches séparées : ce sont de nouveau deux donateurs.'),
      work: (tx, { reason }) => this.merges.separate(tx, ctx.actor, id, reason),
      to: (card) => `/dons/donateurs/${card}`,
      view: (card) => this.donors.byId(ctx.actor, card),
      page: (again) => this.separation(ctx, id, again),
    });
  }

  private async choice(ctx: Ctx, id: string, q: string, again: Again = {}) {
    const donor = await this.donors.byId(ctx.actor, id);
    const { items } = await this.donors.list(ctx.actor, { limit: SHOWN, ...(q ? { q } : {}) });
    const others = items.filter((one) => one.id !== donor.id && one.kind === donor.kind);
    return <MergeDonorPage donor={donor} others={others} q={q} {...again} />;
  }

  private async separation(ctx: Ctx, id: string, again: Again = {}) {
    const donor = await this.donors.byId(ctx.actor, id);
    const card = donor.merged.find((one) => one.id === id);
    if (!card) throw new RuleBroken('corrections.not_merged');
    return <SeparateDonorPage donor={donor} card={card} {...again} />;
  }
}
