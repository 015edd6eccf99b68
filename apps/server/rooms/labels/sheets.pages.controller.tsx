import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DeviceQueries } from '#devices';
import { LabelZpl, ZPL_RESOLUTIONS } from '#documents';
import { DonationQueries, LabelFormats, LabelsService } from '#intake';
import { NotFound, READ, WRITE } from '#kernel';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { BlankLabelsForm, LabelListQuery } from './labels.dto.js';
import { BlankLabelsPage, type BlankLabelsProps } from './print.page.js';
import { LabelSheetPage, LabelSheetsPage } from './sheets.pages.js';

const REQUESTED = 'Étiquettes demandées : leur fichier apparaît ici dès qu’il est prêt.';
export const sheetAddress = (id: string): string => `/dons/etiquettes/planches/${id}`;

/** Labels for a Zebra printer, written while they are read. */
export async function zplAnswer(zpl: LabelZpl, ctx: Ctx, documentId: string, dpi: number): Promise<Answer> {
  const resolution = ZPL_RESOLUTIONS.find((r) => r === dpi);
  if (!resolution) throw new NotFound('resolution');
  const { filename, stream } = await zpl.open(ctx.actor, documentId, resolution);
  return new Answer(200, Readable.from(stream), {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'private, no-store',
  });
}

/** The pages of labels: sheets asked for, and new rolls of free codes. */
@Controller('dons/etiquettes')
export class LabelsPages {
  constructor(
    private readonly labels: LabelsService,
    private readonly formats: LabelFormats,
    private readonly donations: DonationQueries,
    private readonly zpl: LabelZpl,
  ) {}

  @Get()
  @Policy(READ.labels)
  async index(@Context() ctx: Ctx, @Query() query: LabelListQuery): Promise<Answer> {
    const page = await this.labels.list(ctx.actor, query.after ? { cursor: query.after } : {});
    return ctx.page(<LabelSheetsPage page={page} after={query.after} timeZone={ctx.bank.timeZone} />);
  }

  @Get('nouvelles')
  @Policy(WRITE.labels)
  async ask(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.blank(ctx, { values: { format: await this.formats.usual(ctx.actor) } }));
  }

  @Post()
  @Policy(WRITE.labels)
  async order(@Context() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    if (body['voir']) return ctx.page(await this.blank(ctx, { values: shownAgain(body) }));
    return ctx.submit({
      dto: BlankLabelsForm,
      body,
      done: REQUESTED,
      work: async (tx, form) => sheetAddress(await this.labels.orderBlank(tx, ctx.actor, form)),
      again: (problems, values) => this.blank(ctx, { problems, values }),
    });
  }

  @Get('planches/:id')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const sheet = await this.labels.byId(ctx.actor, id);
    const format = (await this.formats.list(ctx.actor)).find((f) => f.format === sheet.format) ?? null;
    return ctx.page(<LabelSheetPage sheet={sheet} format={format} timeZone={ctx.bank.timeZone} />);
  }

  @Get('planches/:id/:file')
  @Policy(READ.labels)
  async file(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string): Promise<Answer> {
    const { documentId } = await this.labels.byId(ctx.actor, id);
    return zplAnswer(this.zpl, ctx, documentId, Number(/^(\d{3})\.zpl$/.exec(file)?.[1]));
  }

  private async blank(ctx: Ctx, from: Pick<BlankLabelsProps, 'values' | 'problems'>) {
    const [places, formats] = await Promise.all([this.donations.places(ctx.actor), this.formats.list(ctx.actor)]);
    return <BlankLabelsPage places={places} formats={formats} {...from} />;
  }
}

/** What was typed so far, with another sheet to look at: the place chosen on the one before means nothing on it. */
export const shownAgain = (body: Record<string, unknown>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value ?? ''].flat().join(',')])),
  start: '1',
});

/** One device's label, again: the code stays, only the paper is new. */
@Controller('appareils/:code/etiquette')
export class DeviceLabelPages {
  constructor(
    private readonly labels: LabelsService,
    private readonly devices: DeviceQueries,
  ) {}

  @Post()
  @Policy(WRITE.labels)
  async print(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      body,
      done: REQUESTED,
      work: async (tx) => sheetAddress(await this.labels.printDevices(tx, ctx.actor, [device.id])),
      again: async (problems) => (
        <LabelSheetsPage
          page={await this.labels.list(ctx.actor)}
          after={undefined}
          timeZone={ctx.bank.timeZone}
          problems={problems}
        />
      ),
    });
  }
}
