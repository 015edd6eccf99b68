import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { OwnCounterService } from '#bank/allocation';
import { Act, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { CounterStaffDto } from './handovers.dto.js';
import { OwnCounterPage } from './own-counter.page.js';

/** The counter where the bank itself hands out. */
@ApiTags('structures')
@ApiBearerAuth()
@Controller()
export class OwnCounterController {
  constructor(private readonly counter: OwnCounterService) {}

  /** Opens the bank's own counter, a structure of its own, and lets these people of the bank work there. */
  @Act(WRITE.organisations, { page: 'attributions/guichet', api: 'own-counter', takes: CounterStaffDto, asks: true })
  openCounter(@Context() ctx: Ctx) {
    return ctx.act({
      dto: CounterStaffDto,
      status: 201,
      fromForm: ({ staff }) => ({ staff: [staff ?? []].flat() }),
      done: 'Le guichet est ouvert. Passez-y par « Changer d’organisation ».',
      work: (tx, { staff }) => this.counter.open(tx, ctx.actor, staff),
      to: () => '/attributions/guichet',
      view: async (id) => ({ id, staff: await this.counter.staff(ctx.actor) }),
      page: (again) => this.page(ctx, again),
    });
  }

  private async page(ctx: Ctx, again: Again = {}) {
    const [counter, staff] = await Promise.all([this.counter.of(), this.counter.staff(ctx.actor)]);
    return <OwnCounterPage {...{ counter, staff }} {...again} />;
  }
}
