import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DonationQueries, FileQueries, FilesService, type FileView } from '#bank/intake';
import { Act, type ActOn, type Answer, Context, Ctx, Files, json, Policy, Read } from '#platform/http';
import { READ, SHEET_FORMATS, WRITE } from '#platform/kernel';
import { choicesFrom } from '../../../files/engine/web/columns.dto.js';
import { uploadedSheet } from '../../../files/engine/web/uploaded-sheet.js';
import { AfterQuery } from '../../web/intake.dto.js';
import { ApplyFileDto, FileChoicesDto, SpreadsheetFormatQuery } from './file.dto.js';
import { fileOfDonation } from './file-of-donation.js';
import { FilePages } from './file-pages.js';
import { FileUploadPage } from './file-upload.page.js';
import { wrongRowsAnswer } from './wrong-rows.js';

/** Donors' spreadsheets: sent, looked at, then recorded or dropped. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class FilesController {
  constructor(
    private readonly donations: DonationQueries,
    private readonly queries: FileQueries,
    private readonly files: FilesService,
    private readonly pages: FilePages,
  ) {}

  @Get('dons/:id/fichiers/nouveau')
  @Policy(WRITE.donations)
  async askUpload(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<FileUploadPage donation={await this.donations.byId(ctx.actor, id)} />);
  }

  /** Sends a CSV or XLSX as the file `sheet` of a multipart form. A large one is read later: its `state` tells. */
  @Act(WRITE.donations, { page: 'dons/:id/fichiers', api: 'donations/:id/imports' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['sheet'], properties: { sheet: { type: 'string', format: 'binary' } } },
  })
  async upload(@Context() ctx: Ctx, @Param('id') id: string) {
    const donation = await this.donations.byId(ctx.actor, id);
    return ctx.act({
      work: (tx) => this.files.upload(tx, ctx.actor, id, uploadedSheet(ctx)),
      to: (file) => `/dons/${id}/fichiers/${file}`,
      view: (file) => this.queries.byId(ctx.actor, file),
      page: ({ problems = [] }) => <FileUploadPage donation={donation} problems={problems} />,
    });
  }

  /** The files of a donation, newest first. */
  @Get('api/v1/donations/:id/imports')
  @Policy(READ.donations)
  async listFiles(@Context() ctx: Ctx, @Param('id') id: string) {
    const { id: donation } = await this.donations.byId(ctx.actor, id);
    return json(200, { items: await this.queries.ofDonation(ctx.actor, donation) });
  }

  @Get('dons/:id/fichiers/:file')
  @Policy(READ.donations)
  async filePage(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query('signalees') told?: string,
    @Query('bonnes') good?: string,
    @Query('laissees') left?: string,
  ): Promise<Answer> {
    return ctx.page(await this.pages.page(ctx, id, file, { told, good, left }));
  }

  /** One file: what was understood of it, and what became of it. */
  @Get('api/v1/donations/:id/imports/:file')
  @Policy(READ.donations)
  async showFile(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    return json(200, await this.find(ctx, id, file));
  }

  /** Its rows in the file's order; `only` keeps those with something to say, or the good ones. */
  @Get('api/v1/donations/:id/imports/:file/rows')
  @Policy(READ.donations)
  async listRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() { only, after }: AfterQuery,
  ) {
    await this.find(ctx, id, file);
    const filter = { ...(only ? { only } : {}), ...(after ? { cursor: after } : {}) };
    return json(200, await this.queries.rows(ctx.actor, file, filter));
  }

  /**
   * Says where its titles are and what its columns are, and reads it again. What is said of the columns is remembered for this
   * donor's next file with the same titles.
   */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/colonnes',
    api: 'donations/:id/imports/:file/columns',
    takes: FileChoicesDto,
  })
  async choose(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await this.find(ctx, id, file);
    return ctx.act({
      ...this.on(ctx, id, file),
      dto: FileChoicesDto,
      fromForm: choicesFrom,
      done: 'Fichier relu.',
      work: (tx, choices) => this.files.choose(tx, ctx.actor, file, choices),
      page: ({ problems = [] }) => this.pages.page(ctx, id, file, { problems, choosing: true }),
    });
  }

  /** Its wrong rows as a file: the columns as they came, and behind them what is wrong. Corrected, it may be sent again. */
  @Read(READ.donorNames, {
    page: 'dons/:id/fichiers/:file/lignes-en-erreur',
    api: 'donations/:id/imports/:file/wrong-rows',
  })
  @Files(...Object.values(SHEET_FORMATS).map(({ mime }) => mime))
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() { format = 'csv' }: SpreadsheetFormatQuery,
  ) {
    return wrongRowsAnswer(ctx, this.queries, await this.find(ctx, id, file), format);
  }

  /** Logs the devices of its good rows, or with `whole` of all its rows or none; more than 20,000 only with their number in `devices`. A large one is applied later: its `state` and `done` tell. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/enregistrement',
    api: 'donations/:id/imports/:file/apply',
    takes: ApplyFileDto,
  })
  async apply(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await this.find(ctx, id, file);
    return ctx.act({
      ...this.on(ctx, id, file),
      dto: ApplyFileDto,
      fromForm: ({ lignes, devices }) => ({ whole: lignes === 'toutes', ...(devices ? { devices } : {}) }),
      work: (tx, { whole = false, devices }) => this.files.apply(tx, ctx.actor, file, { whole, devices }),
    });
  }

  /** Drops a file that made nothing. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/abandon',
    api: 'donations/:id/imports/:file/refuse',
  })
  async drop(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await this.find(ctx, id, file);
    return ctx.act({
      ...this.on(ctx, id, file),
      to: () => `/dons/${id}`,
      done: 'Fichier abandonné : il n’a rien enregistré.',
      work: (tx) => this.files.refuse(tx, ctx.actor, file),
    });
  }

  private on(ctx: Ctx, id: string, file: string): ActOn<FileView> {
    return {
      ref: file,
      to: () => `/dons/${id}/fichiers/${file}`,
      view: () => this.queries.byId(ctx.actor, file),
      page: ({ problems }) => this.pages.page(ctx, id, file, { problems }),
    };
  }

  private find(ctx: Ctx, id: string, fileId: string): Promise<FileView> {
    return fileOfDonation(this.queries, ctx.actor, id, fileId);
  }
}
