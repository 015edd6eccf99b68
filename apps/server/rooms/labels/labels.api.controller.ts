import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { LabelZpl } from '#documents';
import { CodeRolls, LabelFormats, LabelsService } from '#intake';
import { READ, RuleBroken, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { besideFields, calibrationAnswer } from './formats.pages.controller.js';
import { LabelFormatDto, LabelListQuery, LabelOffsetDto, LabelSheetDto, VoidRollDto, ZplQuery } from './labels.dto.js';
import { zplAnswer } from './sheets.pages.controller.js';

/** Sheets of labels. Asking again prints again, and never makes a device. */
@ApiTags('label-sheets')
@ApiBearerAuth()
@Controller('api/v1/label-sheets')
export class LabelsApi {
  constructor(
    private readonly labels: LabelsService,
    private readonly zpl: LabelZpl,
  ) {}

  /** Sheets the token's organisation asked for, newest first, 50 a page. */
  @Get()
  @Policy(READ.labels)
  async index(@Context() ctx: Ctx, @Query() query: LabelListQuery) {
    return json(200, await this.labels.list(ctx.actor, query.after ? { cursor: query.after } : {}));
  }

  /** One sheet, with the state and the id of its PDF (`/documents/:id`), and how many labels of it are drawn. */
  @Get(':id')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.labels.byId(ctx.actor, id));
  }

  /** The labels of a roll format as ZPL II for a printer of `dpi` dots an inch: 203, or 300. */
  @Get(':id/zpl')
  @Policy(READ.labels)
  async file(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: ZplQuery) {
    return zplAnswer(this.zpl, ctx, (await this.labels.byId(ctx.actor, id)).documentId, query.dpi ?? 203);
  }

  /**
   * Asks for a sheet: of a donation (`donationId`), of chosen devices (`deviceIds`), of a roll again (`rollId`), or of `count`
   * new codes for a place (`placeId`).
   */
  @Post()
  @Policy(WRITE.labels)
  async create(@Context() ctx: Ctx, @Body() body: LabelSheetDto) {
    return ctx.once({ body, work: (tx) => this.ask(tx, ctx, body), show: (id) => this.labels.byId(ctx.actor, id) });
  }

  private ask(tx: EntityManager, ctx: Ctx, body: LabelSheetDto): Promise<string> {
    const { donationId, deviceIds, rollId, placeId, count, missing, stuckToo, ...how } = body;
    if (rollId) return this.labels.printRoll(tx, ctx.actor, rollId, { ...how, stuckToo: stuckToo ?? false });
    if (donationId)
      return this.labels.printDonation(tx, ctx.actor, donationId, {
        ...how,
        missing: missing ?? false,
        only: deviceIds ?? [],
      });
    if (deviceIds) return this.labels.printDevices(tx, ctx.actor, deviceIds, how);
    if (placeId && count) return this.labels.orderBlank(tx, ctx.actor, { ...how, placeId, count });
    throw new RuleBroken('intake.labels_of_what');
  }
}

/** Rolls of codes printed before their devices. */
@ApiTags('code-rolls')
@ApiBearerAuth()
@Controller('api/v1/code-rolls')
export class CodeRollsApi {
  constructor(private readonly rolls: CodeRolls) {}

  /** Rolls with what was printed, used and remains, newest first, 50 a page. */
  @Get()
  @Policy(READ.labels)
  async index(@Context() ctx: Ctx, @Query() query: LabelListQuery) {
    return json(200, await this.rolls.list(ctx.actor, query.after ? { cursor: query.after } : {}));
  }

  /** A roll, with what was printed, used and remains. */
  @Get(':id')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.rolls.byId(ctx.actor, id));
  }

  /** The roll is lost: its codes that no device has are refused from now on. */
  @Post(':id/void')
  @Policy(WRITE.labels)
  async void(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: VoidRollDto) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.rolls.void(tx, ctx.actor, id, body.reason);
        return id;
      },
      show: (ref) => this.rolls.byId(ctx.actor, ref),
    });
  }
}

/** What a label without a device is. */
@ApiTags('codes')
@ApiBearerAuth()
@Controller('api/v1/codes')
export class CodesApi {
  constructor(private readonly rolls: CodeRolls) {}

  /**
   * A code that waits for its device. Otherwise a problem says why: `devices.code_taken`, `devices.code_unknown`,
   * `devices.code_elsewhere`, `devices.code_voided`, `devices.code_wrong_check`.
   */
  @Get(':code')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('code') code: string) {
    return json(200, await this.rolls.read(ctx.actor, code));
  }
}

/** Formats of labels of the token's organisation. */
@ApiTags('label-formats')
@ApiBearerAuth()
@Controller('api/v1/label-formats')
export class LabelFormatsApi {
  constructor(private readonly formats: LabelFormats) {}

  /** The formats that shops sell, then the organisation's own grids, with how its printer shifts each. */
  @Get()
  @Policy(READ.labels)
  async index(@Context() ctx: Ctx) {
    return json(200, { items: await this.formats.list(ctx.actor) });
  }

  /** One format, with its measures and its shift. */
  @Get(':format')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('format') format: string) {
    return json(200, await this.formats.get(ctx.actor, format));
  }

  /** A page to print on plain paper and to hold against the labels. */
  @Get(':format/calibration')
  @Policy(READ.labels)
  async page(@Context() ctx: Ctx, @Param('format') format: string) {
    return calibrationAnswer(ctx, await this.formats.get(ctx.actor, format));
  }

  /** Keeps a grid that was measured, under a name; its lengths are millimetres. */
  @Post()
  @Policy(WRITE.labels)
  async create(@Context() ctx: Ctx, @Body() body: LabelFormatDto) {
    return ctx.once({
      body,
      work: (tx) => this.formats.add(tx, ctx.actor, body).catch(besideFields),
      show: (id) => this.formats.get(ctx.actor, id),
    });
  }

  /** How the printer shifts this format, to be made good from the next sheet on. */
  @Post(':format/offset')
  @Policy(WRITE.labels)
  async setOffset(@Context() ctx: Ctx, @Param('format') format: string, @Body() body: LabelOffsetDto) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.formats.setOffset(tx, ctx.actor, format, body);
        return format;
      },
      show: (ref) => this.formats.get(ctx.actor, ref),
    });
  }

  /** Takes a grid out of the choices; sheets printed with it keep it. */
  @Post(':format/retirement')
  @Policy(WRITE.labels)
  async retire(@Context() ctx: Ctx, @Param('format') format: string) {
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.formats.retire(tx, ctx.actor, format);
        return format;
      },
      show: async () => ({ items: await this.formats.list(ctx.actor) }),
    });
  }
}
