import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DeviceQueries, DevicesService, type DeviceView, InventoryService, readInventory } from '#devices';
import { BENCH, hasRole, RuleBroken } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { SEES_DEVICES } from '../devices/devices.roles.js';
import { InventoryPage } from './inventory.pages.js';

/** Attaches the inventory of a request to a device the actor may work on. */
async function attach(
  tx: EntityManager,
  ctx: Ctx,
  device: DeviceView,
  devices: DevicesService,
  inventories: InventoryService,
): Promise<void> {
  const file = ctx.files.find((f) => f.field === 'inventory');
  if (!file) throw new RuleBroken('intake.inventory_missing', {}, 'inventory');
  const inventory = readInventory(await file.read());
  devices.mustMay(ctx.actor, 'take_inventory', await devices.lockVisible(tx, ctx.actor, device.id));
  await inventories.attach(tx, ctx.actor, device.id, inventory, file.sha256);
}

/** The page that takes a machine's inventory. */
@Controller('appareils/:code/inventaire')
export class InventoryPages {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly devices: DevicesService,
    private readonly inventories: InventoryService,
  ) {}

  @Get()
  @Policy({ roles: SEES_DEVICES })
  async ask(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(<InventoryPage device={await this.queries.get(ctx.actor, code)} />);
  }

  @Post()
  @Policy({ roles: SEES_DEVICES })
  async attach(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    return ctx.submit({
      body,
      done: 'Inventaire joint.',
      work: async (tx) => {
        await attach(tx, ctx, device, this.devices, this.inventories);
        // At the bench, the next step follows at once.
        const atBench = device.state === 'at_workshop' && hasRole(ctx.actor, ...BENCH);
        return `/${atBench ? 'atelier' : 'appareils'}/${device.code}`;
      },
      again: (problems) => <InventoryPage device={device} problems={problems} />,
    });
  }
}

/** The same, for programs. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller('api/v1/devices/:code/inventories')
export class InventoryApi {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly devices: DevicesService,
    private readonly inventories: InventoryService,
  ) {}

  /** Attaches a GLPI-native inventory, sent as the file `inventory` of a multipart form. */
  @Post()
  @Policy({ roles: SEES_DEVICES })
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
      work: async (tx) => {
        await attach(tx, ctx, device, this.devices, this.inventories);
        return device.id;
      },
      show: async (id) => ({ ...(await this.queries.get(ctx.actor, id)), media: await this.queries.media(id) }),
    });
  }
}
