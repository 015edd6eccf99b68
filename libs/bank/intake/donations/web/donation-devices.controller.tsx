import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ALIKE_FIELDS, DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { DonationQueries, LabelsService, LoggingService, SuggestionQueries } from '#bank/intake';
import { PhotosService } from '#bank/photos';
import { Act, type Answer, Context, Ctx, PlainListQuery, Policy, Read } from '#platform/http';
import { isId, READ, WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { SheetDto } from '../../labels/web/labels.dto.js';
import { LogDeviceDto, LogDeviceForm } from '../../web/intake.dto.js';
import { DonationDevicesPage, LogDevicePage } from './donation-devices.page.js';
import { OfflineForms, secondsIn } from './offline-forms.js';

/** Offered while typing; any other make is as good. */
const MAKES = ['HP', 'Dell', 'Lenovo', 'Apple', 'Acer', 'Asus', 'Samsung', 'Fujitsu', 'Toshiba', 'Microsoft', 'Xiaomi'];

const LOG = DEVICE_LIFECYCLE.right('log');

/** The devices of a donation: logging them one after the other, listing them, printing their labels. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class DonationDevicesController {
  constructor(
    private readonly queries: DonationQueries,
    private readonly devices: DeviceQueries,
    private readonly logging: LoggingService,
    private readonly labels: LabelsService,
    private readonly suggestions: SuggestionQueries,
    private readonly photos: PhotosService,
    private readonly kept: OfflineForms,
  ) {}

  /** The devices of a donation, last logged first. */
  @Read(READ.donations, { page: 'dons/:id/appareils', api: 'donations/:id/devices' })
  async listDevices(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: PlainListQuery) {
    const asked = ctx.asked(query);
    const donation = await this.queries.byId(ctx.actor, id);
    const devices = await this.queries.devices(ctx.actor, id, asked);
    return ctx.answer(devices, () => <DonationDevicesPage donation={donation} page={devices} after={asked.cursor} />);
  }

  @Get('dons/:id/appareils/nouveau')
  @Policy(LOG)
  async askLog(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query('fait') done?: string,
    @Query('comme') like?: string,
    @Query('code') code?: string,
  ): Promise<Answer> {
    const model = isId(like) ? await this.devices.get(ctx.actor, like) : null;
    const values: Record<string, string> = model
      ? Object.fromEntries(ALIKE_FIELDS.map((name) => [name, model[name] ?? '']))
      : {};
    if (typeof code === 'string') values['code'] = code.slice(0, 40);
    return ctx.page(await this.form(ctx, id, values, { done: done ?? like, again: model !== null }));
  }

  /** Logs one device of a donation that is there. */
  @Act(LOG, { page: 'dons/:id/appareils', api: 'donations/:id/devices', takes: LogDeviceDto })
  async log(@Context() ctx: Ctx, @Param('id') id: string) {
    const writtenBy = await this.kept.writer(ctx.actor, ctx.posted);
    const photos = await this.photos.ready(ctx.files.filter((file) => file.field === 'photo'));
    return ctx.act({
      dto: LogDeviceDto,
      form: LogDeviceForm,
      fromForm: (posted) => ({ ...posted, secondsAgo: secondsIn(posted['_age']) }),
      writtenBy: writtenBy || undefined,
      work: async (tx, { secondsAgo = 0, ...described }: LogDeviceForm) => {
        const device = await this.logging.log(tx, ctx.actor, id, described, { secondsAgo });
        if (photos.length) await this.photos.add(tx, ctx.actor, device, photos);
        return device;
      },
      rules: (tx, given, refused) => this.logging.judge(tx, ctx.actor, id, given, refused),
      to: (device) => `/dons/${id}/appareils/nouveau?fait=${device}${ctx.posted['encore'] ? `&comme=${device}` : ''}`,
      told: (device) => this.kept.told(ctx.actor, id, device),
      view: (device) => this.devices.get(ctx.actor, device),
      page: ({ problems = [], values = {} }) => this.form(ctx, id, values, {}, problems),
    });
  }

  @Post('dons/:id/etiquettes')
  @Policy(WRITE.labels)
  async print(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const chosen = [body['deviceIds'] ?? []].flat().map(String);
    return ctx.submit({
      dto: SheetDto,
      body,
      done: 'Étiquettes demandées : leur fichier apparaît ici dès qu’il est prêt.',
      work: (tx, options) =>
        this.labels.printDonation(tx, ctx.actor, id, { ...options, missing: Boolean(body['missing']), only: chosen }),
      to: (sheet) => `/dons/etiquettes/planches/${sheet}`,
      page: ({ problems = [] }) => this.listAgain(ctx, id, problems),
    });
  }

  private async listAgain(ctx: Ctx, id: string, problems: FieldProblem[]) {
    const donation = await this.queries.byId(ctx.actor, id);
    const page = await this.queries.devices(ctx.actor, id);
    return <DonationDevicesPage donation={donation} page={page} after={undefined} problems={problems} />;
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
        problems={problems}
      />
    );
  }
}
