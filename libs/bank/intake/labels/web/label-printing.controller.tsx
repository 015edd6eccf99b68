import { Body, Param, Post, Query } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DeviceQueries, showAssetCode } from '#bank/devices';
import { CodeRolls, DonationQueries, LabelFormats, LabelsService } from '#bank/intake';
import { type Answer, ApiController, Context, Ctx, Policy, PostedForm, Read } from '#platform/http';
import { RuleBroken, WRITE } from '#platform/kernel';
import { type FormState, plural } from '#platform/ui';
import { LabelSheetsPage } from './label-sheets.controller.js';
import { BlankLabelsForm, LabelSheetDto, readPrintForm } from './labels.dto.js';
import { BlankLabelsPage, type BlankLabelsProps, PrintPage, type ToPrint } from './print.page.js';

const SHOWN = 8;
const REQUESTED = 'Étiquettes demandées : leur fichier apparaît ici dès qu’il est prêt.';
const sheetAddress = (id: string): string => `/dons/etiquettes/planches/${id}`;

/** How labels are asked for: of a device, a donation, a selection, a roll printed again, or new codes. Asking again never makes a device. */
@ApiController('label-sheets')
export class LabelPrintingController {
  constructor(
    private readonly labels: LabelsService,
    private readonly formats: LabelFormats,
    private readonly donations: DonationQueries,
    private readonly rolls: CodeRolls,
    private readonly devices: DeviceQueries,
  ) {}

  @Read(WRITE.labels, { page: 'dons/etiquettes/impression' })
  async askPrint(@Context() ctx: Ctx, @Query() query: Record<string, unknown>): Promise<Answer> {
    const given = (name: string) => [query[name] ?? []].flat().map(String).join(',');
    const values = {
      deviceIds: given('appareils'),
      donationId: given('don'),
      missing: given('manquantes'),
      rollId: given('rouleau'),
      format: await this.formats.usual(ctx.actor),
    };
    return ctx.page(await this.page(ctx, values));
  }

  /** « voir » only shows: how a selection arrives here, and how another sheet is looked at. */
  @PostedForm(WRITE.labels, 'dons/etiquettes/impression')
  async printOrShow(@Context() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    if (!body['voir']) return this.create(ctx);
    const values = shownAgain(body);
    values['format'] ||= await this.formats.usual(ctx.actor);
    return ctx.page(await this.page(ctx, values));
  }

  /**
   * Asks for a sheet: of a donation (`donationId`), of chosen devices (`deviceIds`), of a roll again (`rollId`), or of `count`
   * new codes for a place (`placeId`).
   */
  @Post('api/v1/label-sheets')
  @Policy(WRITE.labels)
  @ApiBody({ type: LabelSheetDto })
  create(@Context() ctx: Ctx) {
    return ctx.act({
      dto: LabelSheetDto,
      fromForm: readPrintForm,
      done: REQUESTED,
      work: (tx, form) => this.print(tx, ctx, form),
      to: sheetAddress,
      view: (id) => this.labels.byId(ctx.actor, id),
      page: ({ problems = [], values = {} }) => this.page(ctx, values, { problems }),
    });
  }

  @Read(WRITE.labels, { page: 'dons/etiquettes/nouvelles' })
  async askOrder(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.blank(ctx, { values: { format: await this.formats.usual(ctx.actor) } }));
  }

  @PostedForm(WRITE.labels, 'dons/etiquettes')
  async order(@Context() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    if (body['voir']) return ctx.page(await this.blank(ctx, { values: shownAgain(body) }));
    return ctx.submit({
      dto: BlankLabelsForm,
      body,
      done: REQUESTED,
      work: async (tx, form) => sheetAddress(await this.print(tx, ctx, form)),
      page: (again) => this.blank(ctx, again),
    });
  }

  @PostedForm(WRITE.labels, 'appareils/:code/etiquette')
  async printDevice(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      done: REQUESTED,
      work: async (tx) => sheetAddress(await this.print(tx, ctx, { deviceIds: [device.id] })),
      page: async ({ problems = [] }) => (
        <LabelSheetsPage
          page={await this.labels.list(ctx.actor)}
          after={undefined}
          timeZone={ctx.bank.timeZone}
          problems={problems}
        />
      ),
    });
  }

  private print(tx: EntityManager, ctx: Ctx, wanted: LabelSheetDto): Promise<string> {
    const { donationId, deviceIds, rollId, placeId, count, missing, stuckToo, ...how } = wanted;
    if (rollId) return this.labels.printRoll(tx, ctx.actor, rollId, { ...how, stuckToo: stuckToo ?? false });
    if (donationId)
      return this.labels.printDonation(tx, ctx.actor, donationId, {
        ...how,
        missing: missing ?? false,
        only: deviceIds ?? [],
      });
    if (deviceIds) return this.labels.printDevices(tx, ctx.actor, deviceIds, how);
    if (placeId && count) return this.labels.orderBlank(tx, ctx.actor, { ...how, placeId, count });
    throw new RuleBroken('intake.labels_of_what');
  }

  private async blank(ctx: Ctx, from: Pick<BlankLabelsProps, 'values' | 'problems'>) {
    const [places, formats] = await Promise.all([this.donations.places(ctx.actor), this.formats.list(ctx.actor)]);
    return <BlankLabelsPage places={places} formats={formats} {...from} />;
  }

  private async page(ctx: Ctx, values: Record<string, string>, { problems }: FormState = {}) {
    const [what, formats] = await Promise.all([this.toPrint(ctx, values), this.formats.list(ctx.actor)]);
    return <PrintPage what={what} formats={formats} values={values} problems={problems} />;
  }

  private async toPrint(ctx: Ctx, v: Record<string, string>): Promise<ToPrint> {
    const ids = (v['deviceIds'] ?? '').split(',').filter(Boolean);
    if (v['rollId']) {
      const roll = await this.rolls.byId(ctx.actor, v['rollId']);
      return {
        title: `Imprimer le rouleau ${roll.number}`,
        lead: `${plural(roll.remaining, 'étiquette')} encore à coller, sur ${roll.printed}.`,
        of: roll.printed,
        back: `/dons/etiquettes/rouleaux/${roll.id}`,
        sample: [],
      };
    }
    if (ids.length) {
      const chosen = await this.labels.chosen(ctx.actor, ids);
      const more = chosen.length - SHOWN;
      return {
        title: chosen.length === 1 ? 'Imprimer l’étiquette' : 'Imprimer des étiquettes',
        lead: plural(chosen.length, 'appareil choisi', 'appareils choisis'),
        of: null,
        back: v['donationId']
          ? `/dons/${v['donationId']}/appareils`
          : chosen.length === 1
            ? `/appareils/${chosen[0]!.code}`
            : '/appareils',
        sample: [
          ...chosen.slice(0, SHOWN).map((d) => `${showAssetCode(d.code)} ${d.words}`),
          ...(more > 0 ? [`et ${plural(more, 'autre')}`] : []),
        ],
      };
    }
    if (!v['donationId'])
      return {
        title: 'Imprimer des étiquettes',
        lead: 'Aucun appareil n’est coché.',
        of: 0,
        back: '/appareils',
        sample: [],
      };
    const donation = await this.donations.byId(ctx.actor, v['donationId']);
    const count = v['missing'] ? donation.toPrint : donation.logged;
    return {
      title: `Imprimer les étiquettes du don ${donation.number}`,
      lead: v['missing']
        ? `${plural(count, 'étiquette')} jamais ${count < 2 ? 'imprimée' : 'imprimées'}, dans l’ordre d’enregistrement.`
        : `${plural(count, 'appareil')}, dans l’ordre d’enregistrement.`,
      of: count,
      back: `/dons/${donation.id}`,
      sample: [],
    };
  }
}

/** What was typed so far, with another sheet to look at: the place chosen on the one before means nothing on it. */
const shownAgain = (body: Record<string, unknown>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value ?? ''].flat().join(',')])),
  start: '1',
});
