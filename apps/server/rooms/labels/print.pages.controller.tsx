import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { showAssetCode } from '#devices';
import { CodeRolls, DonationQueries, LabelFormats, LabelsService } from '#intake';
import { WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { type FieldProblem, plural } from '../../ui/index.js';
import { PrintForm } from './labels.dto.js';
import { PrintPage, type ToPrint } from './print.page.js';
import { sheetAddress, shownAgain } from './sheets.pages.controller.js';

const SHOWN = 8;

/** How chosen labels are printed; the same page for a device, a donation, a selection and a roll. */
@Controller('dons/etiquettes/impression')
export class PrintPages {
  constructor(
    private readonly labels: LabelsService,
    private readonly formats: LabelFormats,
    private readonly donations: DonationQueries,
    private readonly rolls: CodeRolls,
  ) {}

  @Get()
  @Policy(WRITE.labels)
  async ask(@Context() ctx: Ctx, @Query() query: Record<string, unknown>): Promise<Answer> {
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
  @Post()
  @Policy(WRITE.labels)
  async print(@Context() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    if (body['voir']) {
      const values = shownAgain(body);
      values['format'] ||= await this.formats.usual(ctx.actor);
      return ctx.page(await this.page(ctx, values));
    }
    return ctx.submit({
      dto: PrintForm,
      body,
      done: 'Étiquettes demandées : leur fichier apparaît ici dès qu’il est prêt.',
      work: async (tx, { deviceIds, donationId, rollId, missing, stuckToo, ...how }) => {
        if (rollId)
          return sheetAddress(
            await this.labels.printRoll(tx, ctx.actor, rollId, { ...how, stuckToo: Boolean(stuckToo) }),
          );
        if (donationId)
          return sheetAddress(
            await this.labels.printDonation(tx, ctx.actor, donationId, {
              ...how,
              missing: Boolean(missing),
              only: deviceIds ?? [],
            }),
          );
        return sheetAddress(await this.labels.printDevices(tx, ctx.actor, deviceIds ?? [], how));
      },
      again: (problems, values) => this.page(ctx, values, problems),
    });
  }

  private async page(ctx: Ctx, values: Record<string, string>, problems?: FieldProblem[]) {
    const [what, formats] = await Promise.all([this.toPrint(ctx, values), this.formats.list(ctx.actor)]);
    return <PrintPage what={what} formats={formats} values={values} {...(problems ? { problems } : {})} />;
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
