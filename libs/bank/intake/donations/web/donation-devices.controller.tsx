import { Body, Injectable, Param, Query } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  ALIKE_FIELDS,
  type Condition,
  categoryLabel,
  conditionLabel,
  DEVICE_LIFECYCLE,
  DeviceQueries,
  isGenericSerial,
  showAssetCode,
} from '#bank/devices';
import { DonationQueries, LabelsService, type LoggedDeviceView, LoggingService, SuggestionQueries } from '#bank/intake';
import { UsersService } from '#bank/people';
import { PhotosService } from '#bank/photos';
import type { LoggedDevice } from '#platform/contract';
import {
  Act,
  type Answer,
  ApiController,
  Context,
  Ctx,
  ExportQuery,
  exportAnswer,
  PlainListQuery,
  type Posted,
  PostedForm,
  Read,
} from '#platform/http';
import {
  type Actor,
  isId,
  isMember,
  NotFound,
  type OutCell,
  READ,
  RuleBroken,
  SHEET_FORMATS,
  WRITE,
} from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { stateOf } from '../../../devices/web/device.words.js';
import { SheetDto } from '../../labels/web/labels.dto.js';
import { LogDeviceDto, LogDeviceForm } from '../../web/intake.dto.js';
import { progressWords } from '../../web/intake.words.js';
import { DonationDevicesPage, LogDevicePage } from './donation-devices.page.js';

/** How long a form was kept before it came, as the phone says. */
const secondsIn = (age: unknown): number => (/^\d{1,9}$/.test(String(age ?? '')) ? Number(age) : 0);

/** The logging form when a phone sends it, maybe long after it was written: whose it is, and what the phone is told. */
@Injectable()
export class OfflineForms {
  constructor(
    private readonly users: UsersService,
    private readonly devices: DeviceQueries,
    private readonly donations: DonationQueries,
  ) {}

  /**
   * A kept form says who sends it (`_member`): on a shared phone somebody else may be signed in by now. One that a colleague took over also says who
   * wrote it (`_writer`), whose key it stays, so that what they had sent is found again.
   * @returns the writer's membership, or null when it is the sender's own. @throws RuleBroken `desk.other_person`
   */
  async writer(actor: Actor, posted: Posted): Promise<string | null> {
    const { _member: sender, _writer: writer } = posted;
    if (sender === undefined || !isMember(actor)) return null;
    if (sender !== actor.membershipId) throw new RuleBroken('desk.other_person');
    if (writer === undefined || writer === sender) return null;
    const written = isId(writer) ? await this.users.membership(writer) : null;
    if (written?.organisationId !== actor.organisationId) throw new RuleBroken('desk.other_person');
    return written.id;
  }

  /** The device that a form made, now or at an earlier try; it may have left meanwhile, and is then said to be done, no more. */
  async told(actor: Actor, donationId: string, logged: string): Promise<LoggedDevice> {
    const device = await this.devices.get(actor, logged).catch(orNothing);
    const donation = await this.donations.byId(actor, donationId).catch(orNothing);
    return {
      progress: donation ? progressWords(donation) : undefined,
      device: device
        ? {
            code: showAssetCode(device.code),
            url: `/appareils/${device.code}`,
            genericSerial: Boolean(device.serial && isGenericSerial(device.serial)),
          }
        : undefined,
    };
  }
}

const orNothing = (error: unknown): null => {
  if (error instanceof NotFound) return null;
  throw error;
};

/** Offered while typing; any other make is as good. */
const MAKES = ['HP', 'Dell', 'Lenovo', 'Apple', 'Acer', 'Asus', 'Samsung', 'Fujitsu', 'Toshiba', 'Microsoft', 'Xiaomi'];

const LOG = DEVICE_LIFECYCLE.right('log');

/** The devices of a donation: logging them one after the other, listing them, printing their labels. */
@ApiController('donations')
export class DonationDevicesController {
  constructor(
    private readonly queries: DonationQueries,
    private readonly devices: DeviceQueries,
    private readonly logging: LoggingService,
    private readonly labels: LabelsService,
    private readonly suggestions: SuggestionQueries,
    private readonly photos: PhotosService,
    private readonly offline: OfflineForms,
  ) {}

  /** The devices of a donation, last logged first. */
  @Read(READ.donations, { page: 'dons/:id/appareils', api: 'donations/:id/devices' })
  async listDevices(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: PlainListQuery) {
    const asked = ctx.asked(query);
    const donation = await this.queries.byId(ctx.actor, id);
    const devices = await this.queries.devices(ctx.actor, id, asked);
    return ctx.answer(devices, () => <DonationDevicesPage donation={donation} page={devices} after={asked.cursor} />);
  }

  @Read(LOG, { page: 'dons/:id/appareils/nouveau' })
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
    const writtenBy = await this.offline.writer(ctx.actor, ctx.posted);
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
      answer: (device) => this.offline.told(ctx.actor, id, device),
      view: (device) => this.devices.get(ctx.actor, device),
      page: ({ problems = [], values = {} }) => this.form(ctx, id, values, {}, problems),
    });
  }

  @PostedForm(WRITE.labels, 'dons/:id/etiquettes')
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

const BATCH = 1_000;

const COLUMNS: readonly (readonly [string, (d: LoggedDeviceView) => OutCell])[] = [
  ['Code', (d) => showAssetCode(d.code)],
  ['Type', (d) => categoryLabel(d.category)],
  ['Marque', (d) => d.make],
  ['Modèle', (d) => d.model],
  ['Numéro de série', (d) => d.serial],
  ['État à l’arrivée', (d) => conditionLabel(d.condition as Condition)],
  ['Aujourd’hui', (d) => (d.state ? stateOf({ state: d.state, inDeposit: d.inDeposit }).label : 'parti')],
  ['Étiquette', (d) => (d.labelPrinted ? 'imprimée' : 'à imprimer')],
  ['Date d’achat', (d) => d.boughtOn?.split('-').reverse().join('/') ?? d.boughtYear],
];

async function* rows(queries: DonationQueries, ctx: Ctx, id: string): AsyncGenerator<OutCell[]> {
  let cursor: string | null | undefined;
  do {
    const page = await queries.devices(ctx.actor, id, { limit: BATCH, cursor: cursor || undefined });
    for (const device of page.items) yield COLUMNS.map(([, value]) => value(device));
    cursor = page.next;
  } while (cursor);
}

@ApiController('donations')
export class DonationDevicesExportController {
  constructor(private readonly queries: DonationQueries) {}

  /** The devices logged for a donation, as a CSV or XLSX file. */
  @Read(READ.donations, { page: 'dons/:id/appareils/export', api: 'donations/:id/devices/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  async exportDevices(@Context() ctx: Ctx, @Param('id') id: string, @Query() { format = 'csv' }: ExportQuery) {
    const donation = await this.queries.byId(ctx.actor, id);
    return exportAnswer(ctx, format, `don-${donation.number}-appareils`, {
      name: donation.number,
      header: COLUMNS.map(([title]) => title),
      rows: rows(this.queries, ctx, id),
    });
  }
}
