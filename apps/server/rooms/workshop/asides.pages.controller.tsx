import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { WRITE } from '#kernel';
import { BenchService, WorkshopQueries } from '#refurbishment';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { HelpPage } from './help.page.js';
import { RepairPage } from './repair.page.js';
import { HelpDto } from './workshop.dto.js';

/** What happens beside the steps of the bench: asking for help, noting a repair. */
@Controller('atelier/:code')
export class AsidesPages {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly bench: BenchService,
  ) {}

  @Get('aide')
  @Policy(WRITE.workshop)
  async askHelp(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(<HelpPage gate={await this.gate(ctx, code)} />);
  }

  @Post('aide')
  @Policy(WRITE.workshop)
  async help(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const gate = await this.gate(ctx, code);
    return ctx.submit({
      dto: HelpDto,
      body,
      done: 'C’est dit à votre responsable.',
      work: async (tx, form) => {
        await this.bench.askHelp(tx, ctx.actor, gate.deviceId, form.help);
        return '/atelier';
      },
      again: (problems) => <HelpPage gate={gate} problems={problems} />,
    });
  }

  @Get('reparation')
  @Policy(DEVICE_LIFECYCLE.right('record_repair'))
  async askRepair(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(<RepairPage gate={await this.gate(ctx, code)} />);
  }

  @Post('reparation')
  @Policy(DEVICE_LIFECYCLE.right('record_repair'))
  async repair(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
  ): Promise<Answer> {
    const gate = await this.gate(ctx, code);
    const repairs = [body['repairs'] ?? []].flat().map(String);
    return ctx.submit({
      body,
      done: 'Réparation notée. Testez de nouveau.',
      work: async (tx) => {
        await this.bench.repair(tx, ctx.actor, gate.deviceId, repairs);
        return `/atelier/${gate.code}`;
      },
      again: (problems) => <RepairPage gate={gate} problems={problems} />,
    });
  }

  private async gate(ctx: Ctx, code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return this.queries.gate(ctx.actor, device.id);
  }
}
