import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { NotFound, READ } from '#kernel';
import { BenchService, ErasureService, MediaService, WorkshopQueries } from '#refurbishment';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { logOf } from './uploaded-log.js';
import {
  DecisionDto,
  GoneMediumDto,
  GradeDto,
  MediaStatementDto,
  MediumDto,
  RepairDto,
  TestSheetDto,
} from './workshop.dto.js';

const LOG_FILE = {
  schema: { type: 'object', required: ['log'], properties: { log: { type: 'string', format: 'binary' } } },
};

/** Evidence of one device: erasure, statements, test, grade, and the gate they open. */
@ApiTags('refurbishment')
@ApiBearerAuth()
@Controller('api/v1/devices/:code')
export class EvidenceApi {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly bench: BenchService,
    private readonly media: MediaService,
    private readonly erasure: ErasureService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** Whether the device may be in stock and, if not, what is lacking: the same codes as the refusal's `failures`. */
  @Get('gate')
  @Policy(READ.devices)
  async gate(@Context() ctx: Ctx, @Param('code') code: string) {
    return json(200, await this.view(ctx, await this.idOf(ctx, code)));
  }

  /**
   * Sends an nwipe log for this device, as the file `log` of a multipart form. A log that proves nothing here is kept and
   * refused with a code: `refurbishment.log_other_disk`, `refurbishment.result_not_passed`, `refurbishment.person_must_decide`…
   */
  @Post('erasure-logs')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  async log(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: async (tx) => (await this.erasure.receive(tx, ctx.actor, await logOf(ctx), deviceId)).logId,
      show: async (logId) => {
        const refusal = await this.erasure.refusal(this.db.manager, ctx.actor, logId, deviceId);
        if (refusal) throw refusal;
        return { logId, gate: await this.view(ctx, deviceId) };
      },
    });
  }

  /** Adds a storage medium that a person sees in the device. */
  @Post('media')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async declare(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: MediumDto) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: (tx) => this.media.declare(tx, ctx.actor, deviceId, body),
      show: () => this.view(ctx, deviceId),
    });
  }

  /** Signs that the device holds no medium, or that the list is complete. */
  @Post('media-statements')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async state(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: MediaStatementDto) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.media.state(tx, ctx.actor, deviceId, body.kind, body.password);
        return deviceId;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  /** Signs that one medium was destroyed, removed or, in a phone or tablet, reset. */
  @Post('media/:medium/statements')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async gone(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('medium') medium: string,
    @Body() body: GoneMediumDto,
  ) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.media.gone(tx, ctx.actor, deviceId, medium, body.kind, body.password);
        return deviceId;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  /** Fills in and signs the test sheet. */
  @Post('test-sheets')
  @Policy(DEVICE_LIFECYCLE.right('record_test'))
  async test(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: TestSheetDto) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.bench.test(tx, ctx.actor, deviceId, body);
        return deviceId;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  /** Notes repairs; the next test sheet says whether they helped. */
  @Post('repairs')
  @Policy(DEVICE_LIFECYCLE.right('record_repair'))
  async repair(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: RepairDto) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.bench.repair(tx, ctx.actor, deviceId, body.repairs);
        return deviceId;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  /** Grades the device A, B or C. */
  @Post('grade')
  @Policy(DEVICE_LIFECYCLE.right('grade'))
  async grade(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: GradeDto) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.bench.grade(tx, ctx.actor, deviceId, body.grade);
        return deviceId;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  /** Takes the signer's own last step on this device back. */
  @Post('undo')
  @Policy(DEVICE_LIFECYCLE.right('record_repair'))
  async undo(@Context() ctx: Ctx, @Param('code') code: string) {
    const deviceId = await this.idOf(ctx, code);
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.bench.undo(tx, ctx.actor, deviceId);
        return deviceId;
      },
      show: (id) => this.view(ctx, id),
    });
  }

  private async idOf(ctx: Ctx, code: string): Promise<string> {
    return (await this.devices.get(ctx.actor, code)).id;
  }

  private view(ctx: Ctx, deviceId: string) {
    return this.queries.gate(ctx.actor, deviceId);
  }
}

/** Erasure logs that speak of any number of devices. */
@ApiTags('refurbishment')
@ApiBearerAuth()
@Controller('api/v1/erasure-logs')
export class ErasureLogsApi {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly erasure: ErasureService,
  ) {}

  /** The logs that the token's organisation sent, newest first. */
  @Get()
  @Policy(READ.workshop)
  async index(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.logs(ctx.actor), next: null });
  }

  /** One log, drive by drive, with what each result proves. */
  @Get(':id')
  @Policy(READ.workshop)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.log(ctx.actor, id));
  }

  /** Sends a log, as the file `log` of a multipart form: each passed result proves the medium of its serial. */
  @Post()
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  receive(@Context() ctx: Ctx, @Body() body: unknown) {
    return ctx.once({
      body,
      work: async (tx) => (await this.erasure.receive(tx, ctx.actor, await logOf(ctx))).logId,
      show: (id) => this.queries.log(ctx.actor, id),
    });
  }

  /** A person ties a result without a serial to a medium, says why, and signs. */
  @Post(':id/decisions')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async decide(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: DecisionDto) {
    const { results } = await this.queries.log(ctx.actor, id);
    if (!results.some((r) => r.id === body.resultId)) throw new NotFound('result');
    return ctx.once({
      body,
      work: async (tx) => {
        await this.erasure.decide(tx, ctx.actor, body);
        return id;
      },
      show: (ref) => this.queries.log(ctx.actor, ref),
    });
  }
}
