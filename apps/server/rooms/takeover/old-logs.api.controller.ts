import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { READ, WRITE } from '#kernel';
import { OldLogQueries, OldLogsService } from '#takeover';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { OldLogsQuery, SignOldLogsDto } from './takeover.dto.js';

/** Logs that another tool left: tied to devices by the old number in their names, and vouched for by a person. */
@ApiTags('takeovers')
@ApiBearerAuth()
@Controller('api/v1/takeover-logs')
export class OldLogsApi {
  constructor(
    private readonly logs: OldLogsService,
    private readonly queries: OldLogQueries,
  ) {}

  /** Every folder, newest first. */
  @Get()
  @Policy(READ.takeover)
  async index(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.batches(ctx.actor) });
  }

  /** Sends logs, or ZIPs of them, as the files `logs` of a multipart form; the names carry the old numbers. Many are read later. */
  @Post()
  @Policy(WRITE.takeover)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['logs'],
      properties: { logs: { type: 'array', items: { type: 'string', format: 'binary' } } },
    },
  })
  upload(@Context() ctx: Ctx, @Body() body: unknown) {
    const uploads = ctx.files.filter((f) => f.field === 'logs' && f.size > 0);
    return ctx.once({
      body,
      work: (tx) => this.logs.upload(tx, ctx.actor, uploads),
      show: (id) => this.queries.batch(ctx.actor, id),
    });
  }

  /** One folder, with how many of its files came to what. */
  @Get(':id')
  @Policy(READ.takeover)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.batch(ctx.actor, id));
  }

  /** Its files: the device each is tied to, or why to none; and what an attached log is worth now. */
  @Get(':id/files')
  @Policy(READ.takeover)
  async files(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: OldLogsQuery) {
    await this.queries.batch(ctx.actor, id);
    return json(
      200,
      await this.queries.logs(ctx.actor, id, {
        ...(query.outcome ? { outcome: query.outcome } : {}),
        ...(query.after ? { cursor: query.after } : {}),
      }),
    );
  }

  /** Looks again for the devices of files that had none. */
  @Post(':id/match')
  @Policy(WRITE.takeover)
  match(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.logs.matchAgain(tx, ctx.actor, id);
        return id;
      },
      show: (ref) => this.queries.batch(ctx.actor, ref),
    });
  }

  /** A person vouches, with their password, for every result of the folder that is ready. */
  @Post(':id/signatures')
  @Policy(WRITE.takeover)
  sign(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: SignOldLogsDto) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.logs.sign(tx, ctx.actor, id, body.password);
        return id;
      },
      show: (ref) => this.queries.batch(ctx.actor, ref),
    });
  }
}
