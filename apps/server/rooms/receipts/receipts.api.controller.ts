import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { READ, WRITE } from '#kernel';
import { ReceiptQueries, ReceiptsService, YearlyListsService } from '#receipts';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import {
  CancelReceiptDto,
  identityOf,
  ReceiptListQuery,
  ReplaceReceiptDto,
  SignatureDto,
  yearOf,
} from './receipts.dto.js';

/** Tax receipts through the API. A person is « Particulier »: their name is on the sealed paper alone. */
@ApiTags('receipts')
@ApiBearerAuth()
@Controller('api/v1/receipts')
export class ReceiptsApi {
  constructor(
    private readonly queries: ReceiptQueries,
    private readonly receipts: ReceiptsService,
    private readonly lists: YearlyListsService,
  ) {}

  /** The receipts of a year, newest first, 50 a page. */
  @Get()
  @Policy(READ.receipts)
  async index(@Context() ctx: Ctx, @Query() query: ReceiptListQuery) {
    const year = query.year ?? (await this.queries.currentYear());
    return json(200, await this.queries.list(ctx.actor, { year, ...(query.after ? { cursor: query.after } : {}) }));
  }

  /** Number and total by year and kind, without the cancelled ones: what is declared to the tax office. */
  @Get('years')
  @Policy(READ.receipts)
  async years(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.years(ctx.actor), next: null });
  }

  /** The lists of a year that were made as papers, newest first. */
  @Get('years/:year/lists')
  @Policy(READ.receipts)
  async madeLists(@Context() ctx: Ctx, @Param('year') year: string) {
    return json(200, { items: await this.queries.lists(ctx.actor, yearOf(year) || 0), next: null });
  }

  /** Signs the list of a year as it is now, and asks for its paper. */
  @Post('years/:year/lists')
  @Policy(WRITE.receipts)
  async makeList(@Context() ctx: Ctx, @Param('year') year: string, @Body() body: SignatureDto) {
    return ctx.once({
      body,
      work: (tx) => this.lists.make(tx, ctx.actor, yearOf(year), body.password),
      show: async (id) => (await this.queries.lists(ctx.actor, yearOf(year))).find((l) => l.id === id) ?? { id },
    });
  }

  /** One receipt. */
  @Get(':id')
  @Policy(READ.receipts)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Cancels a receipt, which keeps its number. */
  @Post(':id/cancel')
  @Policy(WRITE.receipts)
  async cancel(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: CancelReceiptDto) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.receipts.cancel(tx, ctx.actor, id, body);
        return id;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }

  /** Cancels a receipt and issues the one that takes its place, for the value declared last. */
  @Post(':id/replace')
  @Policy(WRITE.receipts)
  async replace(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ReplaceReceiptDto) {
    return ctx.once({
      body,
      work: async (tx) =>
        (await this.receipts.replace(tx, ctx.actor, id, { ...identityOf(body), reason: body.reason })).id,
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }
}
