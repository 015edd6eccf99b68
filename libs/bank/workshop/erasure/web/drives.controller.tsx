import { Param } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView } from '#bank/devices';
import { DriveAnswers, WorkshopQueries } from '#bank/workshop';
import { Act, ApiController, Context, Ctx, Read } from '#platform/http';
import type { Again } from '#platform/ui';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { DriveAnswerDto } from './drives.dto.js';
import { DrivesPage } from './drives.page.js';

const RIGHT = DEVICE_LIFECYCLE.right('record_erasure');

/** Drives that a machine's own logs speak of and that nothing lists in it. */
@ApiController('refurbishment')
export class DrivesController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly answers: DriveAnswers,
    private readonly acts: BenchActs,
  ) {}

  /** The drives that this machine's own logs speak of and that nothing lists in it, those to answer for first. */
  @Read(RIGHT, { page: 'atelier/:code/disques', api: 'devices/:code/drives' })
  async listDrives(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    // Whether it may be seen now is the gate's to say.
    await this.queries.gate(ctx.actor, device.id);
    return ctx.answer({ items: await this.answers.list(device.id), next: null }, () => this.page(ctx, device));
  }

  /** Signs what one of them is: `belongs_here` (it becomes a medium to be proven), `plugged_in` for the work, or `of_another`. Asked once a drive and device. */
  @Act(RIGHT, { page: 'atelier/:code/disques', api: 'devices/:code/drives', takes: DriveAnswerDto })
  async answer(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      ...this.acts.signed(ctx, 'drive_answered'),
      dto: DriveAnswerDto,
      status: 201,
      done: 'Signé. Ce disque ne sera plus demandé pour cet appareil.',
      work: async (tx, { resultId, password, ...answer }) => {
        await this.answers.answer(tx, ctx.actor, device.id, resultId, answer, password);
      },
      page: (again) => this.page(ctx, device, again),
    });
  }

  private async page(ctx: Ctx, device: DeviceView, again: Again = {}) {
    const { disque } = ctx.req.query as { disque?: unknown };
    const gate = await this.queries.gate(ctx.actor, device.id);
    const drives = await this.answers.list(device.id);
    const chosen = again.values?.['resultId'] ?? (typeof disque === 'string' ? disque : null);
    return <DrivesPage {...{ gate, drives, chosen }} {...again} timeZone={ctx.bank.timeZone} />;
  }
}
