import { Controller, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { Reception } from '#bank/inventories';
import { Act, Context, Ctx } from '#platform/http';
import { BENCH_ROLES, hasRole, RuleBroken } from '#platform/kernel';
import { DeviceInventoryPage } from './device-inventory.page.js';
import { documentOf } from './uploaded-inventories.js';

const TAKE = DEVICE_LIFECYCLE.right('take_inventory');

/** A machine's inventory, sent for one device. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller()
export class DeviceInventoryController {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly reception: Reception,
  ) {}

  /** Attaches the inventory of a machine, in any format that is read, sent as the file `inventory` of a multipart form. */
  @Act(TAKE, { page: 'appareils/:code/inventaire', api: 'devices/:code/inventories', asks: true })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['inventory'],
      properties: { inventory: { type: 'string', format: 'binary' } },
    },
  })
  async attachInventory(@Context() ctx: Ctx, @Param('code') code: string, @Query('de') from: string | undefined) {
    const device = await this.queries.get(ctx.actor, code);
    // At the bench, the next step follows at once.
    const atBench = device.state === 'at_workshop' && hasRole(ctx.actor, ...BENCH_ROLES);
    return ctx.act({
      done: 'Inventaire joint.',
      work: async (tx) => this.reception.attachTo(tx, ctx.actor, device.id, await sent(ctx)),
      to: () => `/${atBench ? 'atelier' : 'appareils'}/${device.code}`,
      view: (id) => this.queries.whole(ctx.actor, id),
      page: ({ problems, values }) => (
        <DeviceInventoryPage
          device={device}
          problems={problems}
          from={values?.['de'] ?? (from === 'atelier' ? from : '')}
        />
      ),
    });
  }
}

/** The file of a request. */
async function sent(ctx: Ctx) {
  const file = ctx.files.find((f) => f.field === 'inventory');
  if (!file) throw new RuleBroken('inventories.file_missing', {}, 'inventory');
  return documentOf(await file.read(), ctx.actor.channel === 'api' ? 'api' : 'page');
}
