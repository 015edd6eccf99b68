import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  ACTS_ON_DEVICES,
  DEVICE_LIFECYCLE,
  DeviceList,
  DeviceQueries,
  DevicesService,
  idOrCode,
  type Verb,
} from '#devices';
import { NotFound, READ } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AliasDto, CorrectDeviceDto, DeviceActionDto, DeviceListQuery, DeviceQuery } from './devices.dto.js';

/** Devices: list, read, act. The allowed actions of each come with it. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller('api/v1/devices')
export class DevicesApi {
  constructor(
    private readonly list: DeviceList,
    private readonly queries: DeviceQueries,
    private readonly devices: DevicesService,
  ) {}

  /** Devices the token's organisation sees, newest first, 50 a page. */
  @Get()
  @Policy(READ.devices)
  async index(@Context() ctx: Ctx, @Query() query: DeviceListQuery) {
    return json(200, await this.list.page(ctx.actor, query));
  }

  /**
   * One device by its code (any spelling) or id, with its media and what may be done with it now; with `events`, its latest history
   * too, of which `/events` gives the rest.
   */
  @Get(':code')
  @Policy(READ.devices)
  async show(@Context() ctx: Ctx, @Param('code') code: string, @Query() query: DeviceQuery) {
    return json(200, await this.view(ctx, code, query.events));
  }

  /** Its history, newest first; `before` is the id of the last event read. */
  @Get(':code/events')
  @Policy(READ.devices)
  async events(@Context() ctx: Ctx, @Param('code') code: string, @Query('before') before?: string) {
    const device = await this.queries.get(ctx.actor, code);
    const items = await this.queries.timeline(ctx.actor, device.id, { limit: 50, before });
    return json(200, { items, next: items.length === 50 ? items.at(-1)!.id : null });
  }

  /** Carries out an action of its own: `move`, `recycle`, `put_in_stock`… as listed in `allowed`. */
  @Post(':code/actions/:verb')
  @Policy(ACTS_ON_DEVICES)
  async act(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('verb') verb: string,
    @Body() body: DeviceActionDto,
  ) {
    const known: Verb | undefined = DEVICE_LIFECYCLE.verbs.find(
      (v) => v === verb && DEVICE_LIFECYCLE.step(v).via === 'button',
    );
    if (!known) throw new NotFound('action');
    const key = idOrCode(code);
    return ctx.once({
      body,
      status: 200,
      ref: key,
      work: async (tx) => {
        await this.devices.act(tx, ctx.actor, known, key, body);
        return key;
      },
      together: true,
      show: (id, on) => this.queries.whole(ctx.actor, id, undefined, on),
    });
  }

  /** Corrects what was logged. */
  @Patch(':code')
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  async correct(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: CorrectDeviceDto) {
    const device = await this.queries.get(ctx.actor, code);
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.devices.correct(tx, ctx.actor, device.id, body);
        return device.id;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  /** Gives the device one more number it answers to. */
  @Post(':code/aliases')
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  async alias(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: AliasDto) {
    const device = await this.queries.get(ctx.actor, code);
    return ctx.once({
      body,
      work: async (tx) => {
        const locked = await this.devices.lockVisible(tx, ctx.actor, device.id);
        DEVICE_LIFECYCLE.mustMay(ctx.actor, 'correct', locked);
        await this.devices.addAlias(tx, device.id, body.issuer, body.number);
        return device.id;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  private view(ctx: Ctx, code: string, events?: number) {
    return this.queries.whole(ctx.actor, code, events);
  }
}
