import { Param } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView } from '#bank/devices';
import { LogConfirmations, WorkshopQueries } from '#bank/workshop';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import type { FormState } from '#platform/ui';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { LogConfirmationDto } from './drives.dto.js';
import { LogConfirmationsPage } from './log-confirmations.page.js';

const RIGHT = DEVICE_LIFECYCLE.right('record_erasure');

/** What a log's clock, or its tool's version, leaves to confirm. */
@ApiController('refurbishment')
export class LogConfirmationsController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly confirmations: LogConfirmations,
    private readonly acts: BenchActs,
  ) {}

  /** Confirms, signed, what a log leaves open (`questions` of the gate): its clock, of this file or of the whole donation, and its tool's version for ever. */
  @Act(RIGHT, {
    page: 'atelier/:code/confirmation',
    api: 'devices/:code/log-confirmations',
    takes: LogConfirmationDto,
    asks: true,
  })
  async confirm(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      ...this.acts.signed(ctx, 'log_confirmed'),
      dto: LogConfirmationDto,
      status: 201,
      done: 'Signé. Ce journal n’attend plus de confirmation.',
      work: async (tx, { password, ...log }) => {
        await this.confirmations.confirm(tx, ctx.actor, device.id, log, password);
      },
      page: (again) => this.page(ctx, device, again),
    });
  }

  private async page(ctx: Ctx, device: DeviceView, again: FormState = {}) {
    const gate = await this.queries.gate(ctx.actor, device.id);
    return <LogConfirmationsPage {...{ gate }} {...again} timeZone={ctx.bank.timeZone} />;
  }
}
