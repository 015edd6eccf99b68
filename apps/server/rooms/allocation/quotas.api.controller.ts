import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { QuotasService } from '#allocation';
import { READ, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { QuotaDto } from './allocation.dto.js';

/** Quotas: how many of a category a structure may be given in a period. No row means none. */
@ApiTags('quotas')
@ApiBearerAuth()
@Controller('api/v1/quotas')
export class QuotasApi {
  constructor(private readonly quotas: QuotasService) {}

  /** The quotas of a year, this one by default: all for the bank, one's own for a structure. */
  @Get()
  @Policy(READ.quotas)
  async index(@Context() ctx: Ctx, @Query('year') year?: string) {
    const items = await this.quotas.list(ctx.actor, /^20\d\d$/.test(year ?? '') ? { year: Number(year) } : {});
    return json(200, { items, next: null });
  }

  /** Sets a quota, or another number in the one of the same days. */
  @Post()
  @Policy(WRITE.quotas)
  set(@Context() ctx: Ctx, @Body() body: QuotaDto) {
    return ctx.once({
      body,
      status: 200,
      work: (tx) => this.quotas.set(tx, ctx.actor, body),
      show: (id) => this.quotas.byId(ctx.actor, id),
    });
  }
}
