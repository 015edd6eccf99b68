import { Param, Query } from '@nestjs/common';
import { correctionRight } from '#bank/corrections';
import {
  DeviceDonations,
  DONATION_LIFECYCLE,
  DonationCorrections,
  DonationQueries,
  type DonationView,
  DonorsService,
  isDonorKind,
} from '#bank/intake';
import { CommunesService } from '#bank/territory';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, type FlashNotice, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { awaitedNotice } from '../../../../corrections/web/awaited.js';
import { ReasonDto } from '../../../../corrections/web/corrections.dto.js';
import { codesIn } from '../../../../devices/identification/web/device-code.js';
import { problemOfDonation, readWhoGives } from '../new-donation.controller.js';
import {
  DonationMistakesPage,
  DonorKindPage,
  NewRightDonorPage,
  OtherDonationPage,
  StepBackPage,
  WrongDonorPage,
} from './donation-correction.pages.js';
import { CorrectDonorDto, CorrectKindDto, MoveDevicesDto, WrongDonorQuery } from './donation-corrections.dto.js';

const WRONG_DONOR = DONATION_LIFECYCLE.right('correct_donor');
const WRONG_DONATION = DONATION_LIFECYCLE.right('correct_devices');
const UNRECEIVE = DONATION_LIFECYCLE.right('unreceive');
const REOPEN = DONATION_LIFECYCLE.right('reopen');
const WRONG_KIND = correctionRight('donor_kind');
const DONORS_SHOWN = 8;

const STEPS_BACK = {
  unreceive: {
    kind: 'donation_unreceived',
    action: 'pas-arrive',
    says: 'Le don redevient attendu, comme avant. Son bon de collecte ne compte plus.',
  },
  reopen: {
    kind: 'donation_reopened',
    action: 'reouverture',
    says: 'On pourra de nouveau y enregistrer des appareils. Son bon de collecte ne compte plus : un autre se fera quand vous le terminerez.',
  },
} as const;

@ApiController('donations')
export class DonationCorrectionsController {
  constructor(
    private readonly corrections: DonationCorrections,
    private readonly devices: DeviceDonations,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly communes: CommunesService,
  ) {}

  @Read(READ.donations, { page: 'dons/:id/erreur' })
  async askWhat(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<DonationMistakesPage donation={await this.queries.byId(ctx.actor, id)} />);
  }

  /** Another donor gave it: its devices and its papers follow. */
  @Act(WRONG_DONOR, { page: 'dons/:id/donateur', api: 'donations/:id/donor', takes: CorrectDonorDto, asks: true })
  correctDonor(@Context() ctx: Ctx, @Param('id') id: string, @Query() query?: WrongDonorQuery) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: CorrectDonorDto,
      fromForm: (posted) => ({ ...readWhoGives(posted), reason: posted['reason'] }),
      done: this.said(ctx, id, 'Donateur corrigé. Les appareils et les documents ont suivi.'),
      work: (tx, form) => this.corrections.correctDonor(tx, ctx.actor, id, form),
      page: ({ problems, values }) =>
        this.donorPage(ctx, id, query ?? { genre: values?.['kind'] ?? '' }, {
          problems: problems && problemOfDonation(problems, ctx.posted),
          values,
        }),
    });
  }

  /** Devices came with another donation of the same collection point. */
  @Act(WRONG_DONATION, {
    page: 'dons/:id/autre-don',
    api: 'donations/:id/moved-devices',
    takes: MoveDevicesDto,
    asks: true,
  })
  moveDevices(@Context() ctx: Ctx, @Param('id') id: string, @Query('code') code: string | undefined) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: MoveDevicesDto,
      fromForm: (posted) => ({
        ...posted,
        codes: codesIn(posted['codes']),
      }),
      done: this.said(ctx, id, 'Appareils changés de don.'),
      work: (tx, form) => this.devices.move(tx, ctx.actor, id, form),
      page: (again) => this.otherDonation(ctx, id, typeof code === 'string' ? code.slice(0, 40) : '', again),
    });
  }

  /** It has not come yet: promised, or planned, as it was. */
  @Act(UNRECEIVE, { page: 'dons/:id/pas-arrive', api: 'donations/:id/unreceive', takes: ReasonDto, asks: true })
  unreceive(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ReasonDto,
      done: 'Ce don est de nouveau attendu.',
      work: (tx, { reason }) => this.corrections.unreceive(tx, ctx.actor, id, reason),
      page: (again) => this.stepBack(ctx, id, 'unreceive', again),
    });
  }

  /** It was ended too early: it takes devices again, until its papers are made. */
  @Act(REOPEN, { page: 'dons/:id/reouverture', api: 'donations/:id/reopen', takes: ReasonDto, asks: true })
  reopen(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ReasonDto,
      done: 'Don rouvert. Vous pouvez y enregistrer des appareils.',
      work: (tx, { reason }) => this.corrections.reopen(tx, ctx.actor, id, reason),
      page: (again) => this.stepBack(ctx, id, 'reopen', again),
    });
  }

  /** A donor is of another kind: all its donations follow. */
  @Act(WRONG_KIND, { page: 'dons/donateurs/:id/type', api: 'donors/:id/kind', takes: CorrectKindDto, asks: true })
  correctKind(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      to: () => `/dons/donateurs/${id}`,
      view: () => this.donors.byId(ctx.actor, id),
      dto: CorrectKindDto,
      done: async () => {
        const text = 'Type de donateur corrigé. Ses dons ont suivi.';
        return awaitedNotice(await this.donors.byId(ctx.actor, id), text) ?? text;
      },
      work: (tx, form) => this.corrections.correctKind(tx, ctx.actor, id, form),
      page: async (again) => <DonorKindPage donor={await this.donors.byId(ctx.actor, id)} {...again} />,
    });
  }

  private said(ctx: Ctx, id: string, text: string): () => Promise<FlashNotice> {
    return async () => awaitedNotice(await this.queries.byId(ctx.actor, id), text) ?? text;
  }

  private on(ctx: Ctx, id: string): Omit<ActOn<DonationView>, 'page'> {
    return { ref: id, to: () => `/dons/${id}`, view: () => this.queries.byId(ctx.actor, id) };
  }

  private async donorPage(ctx: Ctx, id: string, { q = '', genre }: WrongDonorQuery, again: FormState) {
    const donation = await this.queries.byId(ctx.actor, id);
    if (isDonorKind(genre)) {
      const communes = await this.communes.find(again.values?.['commune'] ?? '');
      return <NewRightDonorPage donation={donation} kind={genre} communes={communes} {...again} />;
    }
    const { items } = await this.donors.list(ctx.actor, { limit: DONORS_SHOWN, q: q || undefined });
    const donors = items.filter((one) => one.id !== donation.donorId);
    return <WrongDonorPage donation={donation} donors={donors} q={q} {...again} />;
  }

  private async otherDonation(ctx: Ctx, id: string, code: string, again: FormState = {}) {
    const donation = await this.queries.byId(ctx.actor, id);
    const { items } = await this.queries.list(ctx.actor, { state: 'received' });
    const others = items.filter((one) => one.id !== id && one.organisationId === donation.organisationId);
    return <OtherDonationPage donation={donation} others={others} code={code} {...again} />;
  }

  private async stepBack(ctx: Ctx, id: string, verb: keyof typeof STEPS_BACK, again: FormState = {}) {
    const donation = await this.queries.byId(ctx.actor, id);
    return <StepBackPage donation={donation} {...STEPS_BACK[verb]} {...again} />;
  }
}
