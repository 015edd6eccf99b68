import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { DONATION_LIFECYCLE, DonationQueries, DonationsService, LoggingService } from '#intake';
import { READ } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AfterQuery, CancelDonationDto, DonationListQuery, LogDeviceDto, NewDonationDto } from './intake.dto.js';

/** Donations and their devices, one by one. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller('api/v1/donations')
export class DonationsApi {
  constructor(
    private readonly donations: DonationsService,
    private readonly queries: DonationQueries,
    private readonly logging: LoggingService,
    private readonly devices: DeviceQueries,
  ) {}

  /** Donations the token's organisation sees, newest first, 50 a page. */
  @Get()
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Query() query: DonationListQuery) {
    const { after, state, q, donorId } = query;
    return json(
      200,
      await this.queries.list(ctx.actor, {
        ...(state ? { state } : {}),
        ...(q ? { q } : {}),
        ...(donorId ? { donorId } : {}),
        ...(after ? { cursor: after } : {}),
      }),
    );
  }

  /** Notes a donation, promised or already there, of a known donor or a new one. */
  @Post()
  @Policy(DONATION_LIFECYCLE.right('promise', 'register'))
  async create(@Context() ctx: Ctx, @Body() body: NewDonationDto) {
    return ctx.once({
      body,
      work: (tx) => this.donations.create(tx, ctx.actor, body),
      show: (id) => this.queries.byId(ctx.actor, id),
    });
  }

  /** One donation: what was announced, what is logged, its history, what may happen now. */
  @Get(':id')
  @Policy(READ.donations)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** The equipment is there. */
  @Post(':id/receive')
  @Policy(DONATION_LIFECYCLE.right('receive'))
  async receive(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown) {
    return this.step(ctx, id, body, (tx) => this.donations.receive(tx, ctx.actor, id));
  }

  /** All its devices are logged; the collection slip is asked for. */
  @Post(':id/close')
  @Policy(DONATION_LIFECYCLE.right('close'))
  async close(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown) {
    return this.step(ctx, id, body, (tx) => this.donations.close(tx, ctx.actor, id));
  }

  /** The promise came to nothing. */
  @Post(':id/cancel')
  @Policy(DONATION_LIFECYCLE.right('cancel'))
  async cancel(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: CancelDonationDto) {
    return this.step(ctx, id, body, (tx) => this.donations.cancel(tx, ctx.actor, id, body.reason));
  }

  /** The devices of a donation, last logged first. */
  @Get(':id/devices')
  @Policy(READ.donations)
  async list(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: AfterQuery) {
    await this.queries.byId(ctx.actor, id);
    return json(200, await this.queries.devices(ctx.actor, id, query.after ? { cursor: query.after } : {}));
  }

  /** Logs one device of a donation that is there. */
  @Post(':id/devices')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async log(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: LogDeviceDto) {
    return ctx.once({
      body,
      work: (tx) => this.logging.log(tx, ctx.actor, id, body),
      show: (device) => this.devices.get(ctx.actor, device),
    });
  }

  private step(ctx: Ctx, id: string, body: unknown, work: (tx: EntityManager) => Promise<void>) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await work(tx);
        return id;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }
}
