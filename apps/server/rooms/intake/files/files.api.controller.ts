import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DonationQueries, FileQueries, FilesService, type FileView } from '#intake';
import { NotFound, READ, WRITE } from '#kernel';
import { json } from '../../../http/answer.js';
import { Context, Ctx } from '../../../http/ctx.js';
import { Policy } from '../../../http/policy.js';
import { AfterQuery } from '../intake.dto.js';
import { ApplyFileDto, FileChoicesDto, SheetFormatQuery } from './file.dto.js';
import { uploadedSheet } from './uploaded-sheet.js';
import { wrongRowsAnswer } from './wrong-rows.js';

/** Donors' spreadsheets: send, read what was understood, then apply or refuse. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller('api/v1/donations/:id/imports')
export class FilesApi {
  constructor(
    private readonly files: FilesService,
    private readonly queries: FileQueries,
    private readonly donations: DonationQueries,
  ) {}

  /** Sends a CSV or XLSX as the file `sheet` of a multipart form. A large one is read later: its `state` tells. */
  @Post()
  @Policy(WRITE.donations)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['sheet'], properties: { sheet: { type: 'string', format: 'binary' } } },
  })
  async upload(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown) {
    await this.donations.byId(ctx.actor, id);
    return ctx.once({
      body,
      work: async (tx) => this.files.upload(tx, ctx.actor, id, uploadedSheet(ctx)),
      show: (file) => this.queries.byId(ctx.actor, file),
    });
  }

  /** The files of a donation, newest first. */
  @Get()
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Param('id') id: string) {
    const { id: donation } = await this.donations.byId(ctx.actor, id);
    return json(200, { items: await this.queries.ofDonation(ctx.actor, donation) });
  }

  /** One file: what was understood of it, and what became of it. */
  @Get(':file')
  @Policy(READ.donations)
  async show(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    return json(200, await this.find(ctx, id, file));
  }

  /** Its rows in the file's order; `only` keeps those with something to say, or the good ones. */
  @Get(':file/rows')
  @Policy(READ.donations)
  async rows(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string, @Query() query: AfterQuery) {
    await this.find(ctx, id, file);
    return json(
      200,
      await this.queries.rows(ctx.actor, file, {
        ...(query.only ? { only: query.only } : {}),
        ...(query.after ? { cursor: query.after } : {}),
      }),
    );
  }

  /**
   * Says where its titles are and what its columns are, and reads it again. What is said of the columns is remembered for this
   * donor's next file with the same titles.
   */
  @Post(':file/columns')
  @Policy(WRITE.donations)
  async choose(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Body() body: FileChoicesDto,
  ) {
    await this.find(ctx, id, file);
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.files.choose(tx, ctx.actor, file, body);
        return file;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }

  /** Its wrong rows as a file: the columns as they came, and behind them what is wrong. Corrected, it may be sent again. */
  @Get(':file/wrong-rows')
  @Policy(READ.donorNames)
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() { format = 'csv' }: SheetFormatQuery,
  ) {
    return wrongRowsAnswer(ctx, this.queries, await this.find(ctx, id, file), format);
  }

  /** Logs the devices of its good rows, or with `whole` of all its rows or none. A large one is applied later: its `state` and `done` tell. */
  @Post(':file/apply')
  @Policy(WRITE.donations)
  async apply(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string, @Body() body: ApplyFileDto) {
    await this.find(ctx, id, file);
    return this.decide(ctx, file, body, (tx) => this.files.apply(tx, ctx.actor, file, { whole: body?.whole ?? false }));
  }

  /** Drops a file that made nothing. */
  @Post(':file/refuse')
  @Policy(WRITE.donations)
  async refuse(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string, @Body() body: unknown) {
    await this.find(ctx, id, file);
    return this.decide(ctx, file, body, (tx) => this.files.refuse(tx, ctx.actor, file));
  }

  private decide(ctx: Ctx, file: string, body: unknown, decision: (tx: EntityManager) => Promise<void>) {
    return ctx.once({
      body: body as object,
      status: 200,
      work: async (tx) => {
        await decision(tx);
        return file;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }

  private async find(ctx: Ctx, donationId: string, file: string): Promise<FileView> {
    const view = await this.queries.byId(ctx.actor, file);
    if (view.donationId !== donationId) throw new NotFound('file');
    return view;
  }
}
