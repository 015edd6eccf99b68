import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DonationQueries, FileQueries, FilesService } from '#intake';
import { NotFound, READ, WRITE } from '#kernel';
import type { Answer } from '../../../http/answer.js';
import { Context, Ctx } from '../../../http/ctx.js';
import { Policy } from '../../../http/policy.js';
import type { FieldProblem } from '../../../ui/index.js';
import { FileChoicesDto, SheetFormatQuery } from './file.dto.js';
import { FilePage } from './file.page.js';
import { FileUploadPage } from './file-upload.page.js';
import { uploadedSheet } from './uploaded-sheet.js';
import { wrongRowsAnswer } from './wrong-rows.js';

/** A donor's spreadsheet: sent, looked at, then recorded or dropped. */
@Controller('dons/:id/fichiers')
export class FilesPages {
  constructor(
    private readonly donations: DonationQueries,
    private readonly queries: FileQueries,
    private readonly files: FilesService,
  ) {}

  @Get('nouveau')
  @Policy(WRITE.donations)
  async ask(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<FileUploadPage donation={await this.donations.byId(ctx.actor, id)} />);
  }

  @Post()
  @Policy(WRITE.donations)
  async upload(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const donation = await this.donations.byId(ctx.actor, id);
    return ctx.submit({
      body,
      work: async (tx) => `/dons/${id}/fichiers/${await this.files.upload(tx, ctx.actor, id, uploadedSheet(ctx))}`,
      again: (problems) => <FileUploadPage donation={donation} problems={problems} />,
    });
  }

  @Get(':file')
  @Policy(READ.donations)
  async show(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query('signalees') told?: string,
    @Query('bonnes') good?: string,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, file, { told, good }));
  }

  @Post(':file/enregistrement')
  @Policy(WRITE.donations)
  async apply(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => {
        await this.files.apply(tx, ctx.actor, file, {
          whole: (body as Record<string, unknown>)?.['lignes'] === 'toutes',
        });
        return `/dons/${id}/fichiers/${file}`;
      },
      again: (problems) => this.page(ctx, id, file, {}, problems),
    });
  }

  /** What each column is, said by a person: the file is read again. */
  @Post(':file/colonnes')
  @Policy(WRITE.donations)
  async choose(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Body() body: Record<string, unknown>,
  ): Promise<Answer> {
    return ctx.submit({
      dto: FileChoicesDto,
      body,
      done: 'Fichier relu.',
      work: async (tx, { sheet, headerRow, category }) => {
        await this.files.choose(tx, ctx.actor, file, { sheet, headerRow, category, columns: columnsOf(body) });
        return `/dons/${id}/fichiers/${file}`;
      },
      again: (problems) => this.page(ctx, id, file, {}, problems, true),
    });
  }

  @Get(':file/lignes-en-erreur')
  @Policy(READ.donorNames)
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() { format = 'csv' }: SheetFormatQuery,
  ): Promise<Answer> {
    const view = await this.queries.byId(ctx.actor, file);
    if (view.donationId !== id) throw new NotFound('file');
    return wrongRowsAnswer(ctx, this.queries, view, format);
  }

  @Post(':file/abandon')
  @Policy(WRITE.donations)
  async refuse(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Fichier abandonné : il n’a rien enregistré.',
      work: async (tx) => {
        await this.files.refuse(tx, ctx.actor, file);
        return `/dons/${id}`;
      },
      again: (problems) => this.page(ctx, id, file, {}, problems),
    });
  }

  private async page(
    ctx: Ctx,
    id: string,
    fileId: string,
    at: { told?: string | undefined; good?: string | undefined },
    problems?: FieldProblem[],
    choosing = false,
  ) {
    const file = await this.queries.byId(ctx.actor, fileId);
    if (file.donationId !== id) throw new NotFound('file');
    const [donation, told, good] = await Promise.all([
      this.donations.byId(ctx.actor, id),
      this.queries.rows(ctx.actor, fileId, { only: 'told', limit: 25, ...(at.told ? { cursor: at.told } : {}) }),
      this.queries.rows(ctx.actor, fileId, { only: 'good', limit: 25, ...(at.good ? { cursor: at.good } : {}) }),
    ]);
    const here = `/dons/${id}/fichiers/${fileId}`;
    return (
      <FilePage
        donation={donation}
        file={file}
        told={told}
        good={good}
        timeZone={ctx.bank.timeZone}
        toldHref={told.next ? `${here}?signalees=${told.next}#signalees` : null}
        goodHref={good.next ? `${here}?bonnes=${good.next}#bonnes` : null}
        recorded={file.state === 'applied'}
        devicesHref={`/dons/${id}/appareils`}
        choosing={choosing}
        {...(problems ? { problems } : {})}
      />
    );
  }
}

/** What the form says of each column, in the file's order. */
function columnsOf(body: Record<string, unknown>): string[] {
  const said: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const at = /^columns\.(\d{1,3})$/.exec(name)?.[1];
    if (at) said[Number(at)] = String(value);
  }
  return Array.from(said, (column) => column ?? '');
}
