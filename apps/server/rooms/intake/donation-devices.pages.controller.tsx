import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { DonationQueries, LabelsService, LoggingService, SuggestionQueries } from '#intake';
import { isId, READ, WRITE } from '#kernel';
import { PhotosService } from '#photos';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { SheetDto } from '../labels/labels.dto.js';
import { DonationDevicesPage } from './donation-devices.page.js';
import { AfterQuery, LogDeviceDto } from './intake.dto.js';
import { KeptForms, secondsIn } from './kept-forms.js';
import { LogDevicePage } from './log-device.page.js';

/** Offered while typing; any other make is as good. */
const MAKES = ['HP', 'Dell', 'Lenovo', 'Apple', 'Acer', 'Asus', 'Samsung', 'Fujitsu', 'Toshiba', 'Microsoft', 'Xiaomi'];

/** The devices of a donation: logging them one after the other, listing them, printing their labels. */
@Controller('dons/:id')
export class DonationDevicesPages {
  constructor(
    private readonly queries: DonationQueries,
    private readonly devices: DeviceQueries,
    private readonly logging: LoggingService,
    private readonly labels: LabelsService,
    private readonly suggestions: SuggestionQueries,
    private readonly photos: PhotosService,
    private readonly desk: KeptForms,
  ) {}

  @Get('appareils')
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: AfterQuery): Promise<Answer> {
    return ctx.page(await this.list(ctx, id, query.after));
  }

  @Get('appareils/nouveau')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async ask(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query('fait') done?: string,
    @Query('comme') like?: string,
    @Query('code') code?: string,
  ): Promise<Answer> {
    const model = isId(like) ? await this.devices.get(ctx.actor, like) : null;
    const values: Record<string, string> = model
      ? { category: model.category, condition: model.condition, make: model.make, model: model.model }
      : {};
    if (typeof code === 'string') values['code'] = code.slice(0, 40);
    return ctx.page(await this.form(ctx, id, values, { done: done ?? like, again: model !== null }));
  }

  @Post('appareils')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async log(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const writtenBy = await this.desk.writer(ctx.actor, body);
    const photos = await this.photos.ready(ctx.files.filter((file) => file.field === 'photo'));
    return ctx.submit({
      dto: LogDeviceDto,
      body,
      ...(writtenBy ? { writtenBy } : {}),
      work: async (tx, form) => {
        const device = await this.logging.log(tx, ctx.actor, id, form, { secondsAgo: secondsIn(body['_age']) });
        if (photos.length) await this.photos.add(tx, ctx.actor, device, photos);
        return `/dons/${id}/appareils/nouveau?fait=${device}${body['encore'] ? `&comme=${device}` : ''}`;
      },
      told: (ref) => this.desk.told(ctx.actor, id, ref),
      again: (problems, values) => this.form(ctx, id, values, {}, problems),
    });
  }

  /** Labels of the chosen devices, of those without one (`missing`), or of all. */
  @Post('etiquettes')
  @Policy(WRITE.labels)
  async print(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const chosen = [body['deviceIds'] ?? []].flat().map(String);
    return ctx.submit({
      dto: SheetDto,
      body,
      done: 'Planche d’étiquettes demandée : elle est dans les papiers du don.',
      work: async (tx, options) => {
        await this.labels.printDonation(tx, ctx.actor, id, {
          ...options,
          missing: Boolean(body['missing']),
          only: chosen,
        });
        return `/dons/${id}`;
      },
      again: (problems) => this.list(ctx, id, undefined, problems),
    });
  }

  private async list(ctx: Ctx, id: string, after?: string, problems?: FieldProblem[]) {
    const donation = await this.queries.byId(ctx.actor, id);
    const page = await this.queries.devices(ctx.actor, id, after ? { cursor: after } : {});
    return <DonationDevicesPage donation={donation} page={page} after={after} {...(problems ? { problems } : {})} />;
  }

  private async form(
    ctx: Ctx,
    id: string,
    values: Record<string, string>,
    from: { done?: string | undefined; again?: boolean },
    problems?: FieldProblem[],
  ) {
    const donation = await this.queries.byId(ctx.actor, id);
    const logged = Object.values(await this.suggestions.byCategory(ctx.actor)).flat();
    const justLogged = isId(from.done) ? await this.devices.get(ctx.actor, from.done) : null;
    return (
      <LogDevicePage
        donation={donation}
        justLogged={justLogged}
        values={values}
        again={from.again ?? false}
        makes={[...new Set([...logged.map((one) => one.make), ...MAKES])]}
        models={[...new Set(logged.map((one) => one.model).filter(Boolean))]}
        {...(problems ? { problems } : {})}
      />
    );
  }
}
