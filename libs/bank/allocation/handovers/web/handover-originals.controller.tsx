import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { HandoverOriginals, HandoverQueries } from '#bank/allocation';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { Act, Context, Ctx } from '#platform/http';
import { OriginalPage } from './handover-original.page.js';
import { OriginalDto } from './handovers.dto.js';

const HAND_OVER = DEVICE_LIFECYCLE.right('hand_over');

/** Where the paper that a person signed is stored. */
@ApiTags('handovers')
@ApiBearerAuth()
@Controller()
export class HandoverOriginalsController {
  constructor(
    private readonly originals: HandoverOriginals,
    private readonly queries: HandoverQueries,
  ) {}

  /** Says where the signed paper of a hand-over is stored now; what was said before stays readable. */
  @Act(HAND_OVER, { page: 'remises/:id/original', api: 'handovers/:id/original', takes: OriginalDto, asks: true })
  say(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      dto: OriginalDto,
      done: 'Lieu de l’original enregistré.',
      work: (tx, { place = '' }) => this.originals.say(tx, ctx.actor, id, place),
      to: () => `/remises/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async (again) => <OriginalPage handover={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }
}
