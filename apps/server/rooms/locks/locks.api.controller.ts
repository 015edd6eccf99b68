import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { DeviceLocksService, isLockStep, LockNoticesService, LockQueries } from '#intake';
import { READ, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { DeclareLockDto, LockListQuery, ReleaseLockDto } from './locks.dto.js';

/** Locks that keep devices closed until their donor releases them. */
@ApiTags('locks')
@ApiBearerAuth()
@Controller('api/v1')
export class LocksApi {
  constructor(
    private readonly locks: DeviceLocksService,
    private readonly queries: LockQueries,
    private readonly notices: LockNoticesService,
    private readonly devices: DeviceQueries,
  ) {}

  /** The devices that wait for their donor, the most pressing first. */
  @Get('locked-devices')
  @Policy(READ.locks)
  async index(@Context() ctx: Ctx, @Query() query: LockListQuery) {
    const step = isLockStep(query.step) ? query.step : undefined;
    return json(200, { items: await this.queries.waiting(ctx.actor, { step }) });
  }

  /** Every lock ever found on a device, open ones first. */
  @Get('devices/:code/locks')
  @Policy(READ.locks)
  async ofDevice(@Context() ctx: Ctx, @Param('code') code: string) {
    return json(200, await this.show(ctx, (await this.devices.get(ctx.actor, code)).id));
  }

  /** A lock was found: the device waits for its donor. */
  @Post('devices/:code/locks')
  @Policy(DEVICE_LIFECYCLE.right('find_lock'))
  async declare(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: DeclareLockDto) {
    const { id } = await this.devices.get(ctx.actor, code);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.locks.declare(tx, ctx.actor, id, body.kind);
        return id;
      },
      show: (ref) => this.show(ctx, ref),
    });
  }

  /** A lock is gone, and somebody made sure. */
  @Post('devices/:code/locks/:lock/release')
  @Policy(DEVICE_LIFECYCLE.right('release_lock'))
  async release(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('lock') lock: string,
    @Body() body: ReleaseLockDto,
  ) {
    const { id } = await this.devices.get(ctx.actor, code);
    return ctx.once({
      body,
      status: 200,
      work: (tx) => this.locks.release(tx, ctx.actor, id, lock, body.check),
      show: (ref) => this.show(ctx, ref),
    });
  }

  /** What the donor of a donation has to hear; `letter` is null when nothing is locked. */
  @Get('donations/:id/locks')
  @Policy(READ.donations)
  async ofDonation(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.ofDonor(ctx, id));
  }

  /** The donor was told, or reminded, by a person. */
  @Post('donations/:id/lock-notices')
  @Policy(WRITE.donations)
  async told(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown) {
    return ctx.once({
      body,
      work: async (tx) => {
        await this.notices.record(tx, ctx.actor, id, 'person');
        return id;
      },
      show: (ref) => this.ofDonor(ctx, ref),
    });
  }

  private async show(ctx: Ctx, deviceId: string) {
    const [device, locks] = await Promise.all([this.devices.get(ctx.actor, deviceId), this.queries.ofDevice(deviceId)]);
    return { code: device.code, state: device.state, locks };
  }

  private async ofDonor(ctx: Ctx, donationId: string) {
    const [letter, notices] = await Promise.all([
      this.queries.letter(ctx.actor, donationId),
      this.queries.notices(ctx.actor, donationId),
    ]);
    return { letter, notices };
  }
}
