import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { READ, WRITE } from '#kernel';
import { TakeoverQueries, TakeoverService } from '#takeover';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { oldFile } from './old-file.js';
import { TakeoverApplyDto, TakeoverColumnsDto, TakeoverMappingDto, TakeoverRowsQuery } from './takeover.dto.js';

/** Files of another tool: send, say what columns and words mean, check, then take over or drop. */
@ApiTags('takeovers')
@ApiBearerAuth()
@Controller('api/v1/takeovers')
export class TakeoversApi {
  constructor(
    private readonly takeovers: TakeoverService,
    private readonly queries: TakeoverQueries,
  ) {}

  /** Every file, newest first. */
  @Get()
  @Policy(READ.takeover)
  async index(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.files(ctx.actor) });
  }

  /** Sends a CSV or XLSX as the file `sheet`, with the old tool's name as `issuer`. Columns about people are dropped while reading. */
  @Post()
  @Policy(WRITE.takeover)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['sheet', 'issuer'],
      properties: { sheet: { type: 'string', format: 'binary' }, issuer: { type: 'string' } },
    },
  })
  async upload(@Context() ctx: Ctx, @Body() body: unknown) {
    const issuer = String((body as Record<string, unknown> | null)?.['issuer'] ?? '');
    return ctx.once({
      body,
      work: (tx) => this.takeovers.upload(tx, ctx.actor, oldFile(ctx), issuer),
      show: (id) => this.queries.byId(ctx.actor, id),
    });
  }

  /** One file: what was understood of it, and what became of it. */
  @Get(':id')
  @Policy(READ.takeover)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** The different words of its mapped columns, each with what it is tied to; `target` null: somebody has to say. */
  @Get(':id/values')
  @Policy(READ.takeover)
  async values(@Context() ctx: Ctx, @Param('id') id: string) {
    await this.queries.byId(ctx.actor, id);
    return json(200, { items: await this.queries.values(ctx.actor, id) });
  }

  /** Its rows as they were understood; `only` keeps those with something to say, or the good ones. */
  @Get(':id/rows')
  @Policy(READ.takeover)
  async rows(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: TakeoverRowsQuery) {
    return json(
      200,
      await this.queries.rows(ctx.actor, id, {
        ...(query.only ? { only: query.only } : {}),
        ...(query.after ? { cursor: query.after } : {}),
      }),
    );
  }

  /** Reads the kept rows again with these columns. */
  @Post(':id/columns')
  @Policy(WRITE.takeover)
  columns(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: TakeoverColumnsDto) {
    return this.change(ctx, id, body, (tx) => this.takeovers.chooseColumns(tx, ctx.actor, id, { ...body }));
  }

  /** Says what the old words mean, and checks every row with them. */
  @Post(':id/mapping')
  @Policy(WRITE.takeover)
  map(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: TakeoverMappingDto) {
    const targets = new Map((body.targets ?? []).map((t) => [`${t.field} ${t.key}`, t.target]));
    return this.change(ctx, id, body, (tx) =>
      this.takeovers.map(tx, ctx.actor, id, {
        targets,
        ...(body.defaultPlaceId ? { defaultPlaceId: body.defaultPlaceId } : {}),
      }),
    );
  }

  /** Declares the devices of its good rows, all or none. A large one is done later: its `state` and `done` tell. */
  @Post(':id/apply')
  @Policy(WRITE.takeover)
  apply(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: TakeoverApplyDto) {
    return this.change(ctx, id, body, (tx) => this.takeovers.apply(tx, ctx.actor, id, body.only));
  }

  /** Drops a file that made nothing. */
  @Post(':id/refuse')
  @Policy(WRITE.takeover)
  refuse(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown) {
    return this.change(ctx, id, body, (tx) => this.takeovers.refuse(tx, ctx.actor, id));
  }

  private change(ctx: Ctx, id: string, body: unknown, work: (tx: EntityManager) => Promise<void>) {
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
