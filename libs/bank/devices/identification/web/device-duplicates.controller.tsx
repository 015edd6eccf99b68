import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries, DuplicatesService, idOrCode } from '#bank/devices';
import { Act, Context, Ctx } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { DuplicateDto } from '../../web/devices.dto.js';
import { DuplicatePage, UndoDuplicatePage } from './duplicates.pages.js';

const WITHDRAW = DEVICE_LIFECYCLE.right('withdraw');
const UNDO = DEVICE_LIFECYCLE.right('undo_double');

/** A device that was logged twice: one stays, and the label of the other leads to it. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller()
export class DeviceDuplicatesController {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly doubles: DuplicatesService,
  ) {}

  /** The device is the double of another one, `other`: it is withdrawn, and its code leads there. Gives the one that stays. */
  @Act(WITHDRAW, { page: 'appareils/:code/double', api: 'devices/:code/double', takes: DuplicateDto, asks: true })
  markDouble(@Context() ctx: Ctx, @Param('code') code: string) {
    const ref = idOrCode(code);
    return ctx.act({
      dto: DuplicateDto,
      done: 'Double retiré : son étiquette mène à celui-ci.',
      rules: (tx, { other }) => this.doubles.judge(tx, ctx.actor, ref, other),
      work: (tx, { other, reason }) => this.doubles.merge(tx, ctx.actor, ref, other, reason),
      to: (stays) => `/appareils/${stays}`,
      view: (stays) => this.queries.whole(ctx.actor, stays),
      page: async (again) => <DuplicatePage device={await this.queries.get(ctx.actor, ref)} {...again} />,
    });
  }

  /** It is another device than the one whose double it was said to be: named by its id, or by its own code. */
  @Act(UNDO, { page: 'appareils/:code/double-annule', api: 'devices/:code/undo-double', takes: ReasonDto, asks: true })
  undoDouble(@Context() ctx: Ctx, @Param('code') code: string) {
    const ref = idOrCode(code);
    return ctx.act({
      dto: ReasonDto,
      done: 'Ce sont de nouveau deux appareils.',
      work: (tx, { reason }) => this.doubles.undo(tx, ctx.actor, ref, reason),
      to: (id) => `/appareils/${id}`,
      view: (id) => this.queries.whole(ctx.actor, id),
      page: async (again) => <UndoDuplicatePage device={await this.queries.get(ctx.actor, ref)} {...again} />,
    });
  }
}
