import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { Reception } from '#inventories';
import { BENCH, hasRole, RuleBroken } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { DeviceInventoryPage } from './device-inventory.page.js';
import { documentOf } from './uploaded-inventories.js';

/** The file of a request, sent for one device. */
async function sent(ctx: Ctx, channel: 'page' | 'api') {
  const file = ctx.files.find((f) => f.field === 'inventory');
  if (!file) throw new RuleBroken('inventories.file_missing', {}, 'inventory');
  return documentOf(await file.read(), channel);
}

/** The page that takes a machine's inventory. */
@Controller('appareils/:code/inventaire')
export class DeviceInventoryPages {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly reception: Reception,
  ) {}

  @Get()
  @Policy(DEVICE_LIFECYCLE.right('take_inventory'))
  async ask(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(<DeviceInventoryPage device={await this.queries.get(ctx.actor, code)} />);
  }

  @Post()
  @Policy(DEVICE_LIFECYCLE.right('take_inventory'))
  async attach(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    return ctx.submit({
      body,
      done: 'Inventaire joint.',
      work: async (tx) => {
        await this.reception.attachTo(tx, ctx.actor, device.id, await sent(ctx, 'page'));
        // At the bench, the next step follows at once.
        const atBench = device.state === 'at_workshop' && hasRole(ctx.actor, ...BENCH);
        return `/${atBench ? 'atelier' : 'appareils'}/${device.code}`;
      },
      again: (problems) => <DeviceInventoryPage device={device} problems={problems} />,
    });
  }
}

/** The same, for programs. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller('api/v1/devices/:code/inventories')
export class DeviceInventoryApi {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly reception: Reception,
  ) {}

  /** Attaches the inventory of a machine, in any format that is read, sent as the file `inventory` of a multipart form. */
  @Post()
  @Policy(DEVICE_LIFECYCLE.right('take_inventory'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['inventory'],
      properties: { inventory: { type: 'string', format: 'binary' } },
    },
  })
  async attach(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    return ctx.once({
      body,
      work: async (tx) => this.reception.attachTo(tx, ctx.actor, device.id, await sent(ctx, 'api')),
      show: async (id) => ({ ...(await this.queries.get(ctx.actor, id)), media: await this.queries.media(id) }),
    });
  }
}
