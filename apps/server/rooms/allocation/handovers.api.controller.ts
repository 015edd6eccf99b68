import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  DeliveriesService,
  drawnSignature,
  HandoverQueries,
  HandoversService,
  ProposalsService,
  paperSignature,
  ReservationQueries,
  ReservationsService,
  type Signature,
  typedSignature,
  UNDERTAKING,
} from '#allocation';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { READ, WRITE } from '#kernel';
import { TransferQueries } from '#logistics';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import {
  DeliveryDto,
  HandOverDto,
  ProposalFilterDto,
  ReserveDto,
  ReturnDto,
  type SignatureDto,
} from './allocation.dto.js';

/** From the stock to the structure: proposals with their reasons, reservations, deliveries. */
@ApiTags('allocation')
@ApiBearerAuth()
@Controller('api/v1')
export class AllocationsApi {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly reservations: ReservationsService,
    private readonly queries: ReservationQueries,
    private readonly deliveries: DeliveriesService,
    private readonly transfers: TransferQueries,
  ) {}

  /** A device for each approved unit that waits, and why, or why there is none. Reserves nothing. */
  @Get('proposals')
  @Policy(READ.proposals)
  async propose(@Context() ctx: Ctx, @Query() query: ProposalFilterDto) {
    return json(200, { items: await this.proposals.proposeFor(ctx.actor, query), next: null });
  }

  /** What is kept for whom now. */
  @Get('reservations')
  @Policy(READ.requests)
  async reserved(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.live(ctx.actor), next: null });
  }

  /** Keeps devices for wanted units, all of them or none. */
  @Post('reservations')
  @Policy(DEVICE_LIFECYCLE.right('reserve'))
  reserve(@Context() ctx: Ctx, @Body() body: ReserveDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        await this.reservations.reserve(tx, ctx.actor, body.pairs);
        return body.pairs.map((p) => p.deviceId).join(',');
      },
      show: async (ids) => {
        const live = await this.queries.live(ctx.actor);
        return { items: live.filter((r) => ids.includes(r.deviceId)), next: null };
      },
    });
  }

  /** Lets a reserved device go; its unit waits for another. */
  @Post('reservations/:id/release')
  @Policy(DEVICE_LIFECYCLE.right('release'))
  release(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.reservations.release(tx, ctx.actor, id);
        return id;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }

  /** Sends reserved devices of one structure, with their delivery note. */
  @Post('deliveries')
  @Policy(WRITE.deliveries)
  deliver(@Context() ctx: Ctx, @Body() body: DeliveryDto) {
    return ctx.once({
      body,
      work: async (tx) => (await this.deliveries.deliver(tx, ctx.actor, body)).transferId,
      show: (id) => this.transfers.get(ctx.actor, id),
    });
  }
}

/** From the structure to a person, and back. References only, never a name. */
@ApiTags('handovers')
@ApiBearerAuth()
@Controller('api/v1')
export class HandoversApi {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly handovers: HandoversService,
    private readonly queries: HandoverQueries,
  ) {}

  /** Hand-overs, newest first, 50 a page; `open=1` leaves out what came back. */
  @Get('handovers')
  @Policy(READ.handovers)
  async index(@Context() ctx: Ctx, @Query('open') open?: string, @Query('after') after?: string) {
    return json(200, await this.queries.list(ctx.actor, { open: open === '1', ...(after ? { cursor: after } : {}) }));
  }

  /** One hand-over. */
  @Get('handovers/:id')
  @Policy(READ.handovers)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Hands a delivered device to a person, known or new. Both sheets are asked for with it. */
  @Post('devices/:code/hand-over')
  @Policy(DEVICE_LIFECYCLE.right('hand_over'))
  async handOver(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: HandOverDto) {
    const device = await this.devices.get(ctx.actor, code);
    const { identity, ...statistics } = body.newBeneficiary ?? {};
    return ctx.once({
      body,
      work: (tx) =>
        this.handovers.handOver(tx, ctx.actor, {
          ...body,
          deviceId: device.id,
          newBeneficiary: body.newBeneficiary ? statistics : null,
          identity: identity ? { name: identity.name, contact: identity.contact ?? null } : null,
          signature: signatureOf(body.signature),
        }),
      show: (id) => this.queries.byId(ctx.actor, id),
    });
  }

  /** The person gives the device back; the structure holds it, its place in the quota is free. */
  @Post('devices/:code/return')
  @Policy(DEVICE_LIFECYCLE.right('take_back'))
  async takeBack(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: ReturnDto) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.handovers.takeBack(tx, ctx.actor, device.id, body.placeId);
        return device.id;
      },
      show: (id) => this.devices.get(ctx.actor, id),
    });
  }
}

function signatureOf({ kind, data: sent }: SignatureDto): Signature {
  const data = sent ?? '';
  if (kind === 'drawn') return drawnSignature(data);
  if (kind === 'paper') return paperSignature(Buffer.from(data, 'base64'));
  return typedSignature(UNDERTAKING);
}
