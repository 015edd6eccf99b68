import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { INTAKE_ROLES, LabelsService } from '#intake';
import { RuleBroken } from '#kernel';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AfterQuery, LabelSheetDto } from './intake.dto.js';

/** Sheets of labels. Asking again prints again, and never makes a device. */
@ApiTags('label-sheets')
@ApiBearerAuth()
@Controller('api/v1/label-sheets')
export class LabelsApi {
  constructor(private readonly labels: LabelsService) {}

  /** Sheets the token's organisation asked for, newest first, 50 a page. */
  @Get()
  @Policy({ roles: INTAKE_ROLES })
  async index(@Context() ctx: Ctx, @Query() query: AfterQuery): Promise<Answer> {
    return json(200, await this.labels.list(ctx.actor, query.after ? { cursor: query.after } : {}));
  }

  /** One sheet, with the state and the id of its PDF (`/documents/:id`). */
  @Get(':id')
  @Policy({ roles: INTAKE_ROLES })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return json(200, await this.labels.byId(ctx.actor, id));
  }

  /** Asks for a sheet: of a donation (`donationId`), of chosen devices (`deviceIds`), or of `count` free codes for a place (`placeId`). */
  @Post()
  @Policy({ roles: INTAKE_ROLES })
  async create(@Context() ctx: Ctx, @Body() body: LabelSheetDto): Promise<Answer> {
    return ctx.once({ body, work: (tx) => this.ask(tx, ctx, body), show: (id) => this.labels.byId(ctx.actor, id) });
  }

  private ask(tx: EntityManager, ctx: Ctx, body: LabelSheetDto): Promise<string> {
    const { donationId, deviceIds, placeId, count, missing, format, start } = body;
    const options = { ...(format ? { format } : {}), ...(start ? { start } : {}) };
    if (donationId)
      return this.labels.printDonation(tx, ctx.actor, donationId, {
        ...options,
        missing: missing ?? false,
        only: deviceIds ?? [],
      });
    if (deviceIds) return this.labels.printDevices(tx, ctx.actor, deviceIds, options);
    if (placeId && count) return this.labels.orderBlank(tx, ctx.actor, { ...options, placeId, count });
    throw new RuleBroken('intake.labels_of_what');
  }
}
