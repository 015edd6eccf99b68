import { Readable } from 'node:stream';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { LabelZpl, ZPL_RESOLUTIONS } from '#bank/documents';
import { LabelFormats, LabelsService } from '#bank/intake';
import { Answer, Context, Ctx, Files, PlainListQuery, Policy, Read } from '#platform/http';
import { NotFound, READ } from '#platform/kernel';
import { ZplQuery } from './labels.dto.js';
import { LabelSheetPage, LabelSheetsPage } from './sheets.pages.js';

/** Sheets of labels that were asked for, and their files. */
@ApiTags('label-sheets')
@ApiBearerAuth()
@Controller()
export class LabelSheetsController {
  constructor(
    private readonly labels: LabelsService,
    private readonly formats: LabelFormats,
    private readonly zpl: LabelZpl,
  ) {}

  /** Sheets the token's organisation asked for, newest first, 50 a page. */
  @Read(READ.labels, { page: 'dons/etiquettes', api: 'label-sheets' })
  async list(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    const asked = ctx.asked(query);
    const page = await this.labels.list(ctx.actor, asked);
    return ctx.answer(page, () => <LabelSheetsPage page={page} after={asked.cursor} timeZone={ctx.bank.timeZone} />);
  }

  /** One sheet, with the state and the id of its PDF (`/documents/:id`), and how many labels of it are drawn. */
  @Read(READ.labels, { page: 'dons/etiquettes/planches/:id', api: 'label-sheets/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const sheet = await this.labels.byId(ctx.actor, id);
    return ctx.answer(sheet, async () => {
      const format = (await this.formats.list(ctx.actor)).find((f) => f.format === sheet.format) ?? null;
      return <LabelSheetPage sheet={sheet} format={format} timeZone={ctx.bank.timeZone} />;
    });
  }

  @Get('dons/etiquettes/planches/:id/:file')
  @Policy(READ.labels)
  fileByName(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string): Promise<Answer> {
    return this.zplOf(ctx, id, Number(/^(\d{3})\.zpl$/.exec(file)?.[1]));
  }

  /** The labels of a roll format as ZPL II for a printer of `dpi` dots an inch: 203, or 300. */
  @Get('api/v1/label-sheets/:id/zpl')
  @Policy(READ.labels)
  @Files('text/plain')
  file(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: ZplQuery): Promise<Answer> {
    return this.zplOf(ctx, id, query.dpi ?? 203);
  }

  private async zplOf(ctx: Ctx, id: string, dpi: number): Promise<Answer> {
    const { documentId } = await this.labels.byId(ctx.actor, id);
    const resolution = ZPL_RESOLUTIONS.find((r) => r === dpi);
    if (!resolution) throw new NotFound('resolution');
    const { filename, stream } = await this.zpl.open(ctx.actor, documentId, resolution);
    return new Answer(200, Readable.from(stream), {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${filename}"`,
    });
  }
}
