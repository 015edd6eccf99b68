import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import {
  BeneficiariesService,
  CRITERION_IDS,
  type Criterion,
  HandoverQueries,
  HandoversService,
  ReservationQueries,
} from '#allocation';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView } from '#devices';
import { DocumentsService } from '#documents';
import { mayAll, NotFound, READ, RuleBroken } from '#kernel';
import { OrganisationsService } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { BeneficiaryForm, beneficiaryInput } from './beneficiaries.pages.controller.js';
import { ACCESSORIES, HandOverPage, TakeBackPage } from './hand-over.page.js';
import { HandoverListPage, HandoverPage, ToHandOverPage } from './handover.pages.js';
import { readSignature } from './signature-form.js';

class HandOverForm extends BeneficiaryForm {
  @IsOptional() @IsUUID() beneficiaryId?: string;
  @IsOptional() @IsString() @MaxLength(20) reference?: string;
  @IsIn(['gift', 'sale']) mode: 'gift' | 'sale';
  @IsOptional() @Matches(/^\d{1,5}([.,]\d{1,2})?$/, { message: 'Écrivez un prix comme 45 ou 45,50.' }) price?: string;
  @IsOptional() @IsIn(CRITERION_IDS as string[]) criterion?: Criterion;
  @IsOptional() accessories?: string | string[];
  @IsOptional() @IsString() signature?: string;
  @IsOptional() @IsString() signature_confirme?: string;
  @IsString({ message: 'Donnez votre mot de passe pour signer.' }) password: string;
}

class TakeBackForm {
  @IsString() placeId: string;
}

/** References that a list offers; an older one is typed. */
const SHOWN = 100;

/** The pages of hand-overs: what waits on the shelf, what people have, and the two gestures. */
@Controller()
export class HandoversPages {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly reservations: ReservationQueries,
    private readonly handovers: HandoversService,
    private readonly queries: HandoverQueries,
    private readonly people: BeneficiariesService,
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get('remises')
  @Policy(READ.handovers)
  async index(@Context() ctx: Ctx, @Query('liste') list?: string, @Query('apres') after?: string): Promise<Answer> {
    const bank = mayAll(ctx.actor, READ.handovers);
    if (bank || list === 'remis') {
      const page = await this.queries.list(ctx.actor, after ? { cursor: after } : {});
      return ctx.page(<HandoverListPage page={page} bank={bank} after={after ?? ''} />);
    }
    const live = await this.reservations.live(ctx.actor);
    const ready = live.filter((r) => r.state === 'delivered');
    return ctx.page(<ToHandOverPage ready={ready} onTheRoad={live.filter((r) => r.state === 'in_transit').length} />);
  }

  @Get('remises/:id')
  @Policy(READ.handovers)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const handover = await this.queries.byId(ctx.actor, id);
    const papers = await this.documents.forCause(ctx.actor, 'handover', id);
    return ctx.page(
      <HandoverPage
        handover={handover}
        papers={papers}
        bank={mayAll(ctx.actor, READ.handovers)}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  @Get('appareils/:code/remise')
  @Policy(DEVICE_LIFECYCLE.right('hand_over'))
  async ask(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.mine(ctx, code, 'hand_over');
    return ctx.page(await this.form(ctx, device));
  }

  @Post('appareils/:code/remise')
  @Policy(DEVICE_LIFECYCLE.right('hand_over'))
  async handOver(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      dto: HandOverForm,
      body,
      done: 'Appareil remis. L’attestation se prépare.',
      work: async (tx, form) => {
        const {
          beneficiaryId,
          reference,
          mode,
          price,
          criterion,
          accessories,
          signature,
          signature_confirme,
          password,
          ...person
        } = form;
        const known = reference ? await this.people.byReference(tx, ctx.actor, reference) : (beneficiaryId ?? null);
        const { identity, ...statistics } = beneficiaryInput(person);
        const id = await this.handovers.handOver(tx, ctx.actor, {
          deviceId: device.id,
          beneficiaryId: known,
          newBeneficiary: known ? null : statistics,
          identity: identity ?? null,
          mode,
          priceCents: price ? Math.round(Number(price.replace(',', '.')) * 100) : null,
          criterion: criterion ?? null,
          accessories: [accessories]
            .flat()
            .flatMap((a) => (a && Object.hasOwn(ACCESSORIES, a) ? [ACCESSORIES[a as keyof typeof ACCESSORIES]] : [])),
          signature: await readSignature(ctx.files, signature, signature_confirme),
          password,
        });
        return `/remises/${id}`;
      },
      again: (problems, values) => this.form(ctx, device, problems, values),
    });
  }

  @Get('appareils/:code/retour')
  @Policy(DEVICE_LIFECYCLE.right('take_back'))
  async askBack(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(await this.backForm(ctx, await this.mine(ctx, code, 'take_back')));
  }

  @Post('appareils/:code/retour')
  @Policy(DEVICE_LIFECYCLE.right('take_back'))
  async takeBack(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      dto: TakeBackForm,
      body,
      done: 'Appareil repris. Il est chez vous, à renvoyer à la banque.',
      work: async (tx, form) => {
        await this.handovers.takeBack(tx, ctx.actor, device.id, form.placeId);
        return `/appareils/${device.code}`;
      },
      again: (problems, values) => this.backForm(ctx, device, problems, values),
    });
  }

  private async mine(ctx: Ctx, code: string, verb: 'hand_over' | 'take_back'): Promise<DeviceView> {
    const device = await this.devices.get(ctx.actor, code);
    if (!device.allowed.includes(verb))
      throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb });
    return device;
  }

  private async form(ctx: Ctx, device: DeviceView, problems?: FieldProblem[], values?: Record<string, string>) {
    const [reservation, people] = await Promise.all([
      this.reservations.ofDevice(ctx.actor, device.id),
      this.people.list(ctx.actor, { limit: SHOWN }),
    ]);
    return (
      <HandOverPage
        device={device}
        reservation={reservation}
        people={people.items}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }

  private async backForm(ctx: Ctx, device: DeviceView, problems?: FieldProblem[], values?: Record<string, string>) {
    const handover = await this.queries.ofDevice(ctx.actor, device.id);
    if (ctx.actor.kind !== 'member') throw new NotFound('handover');
    // Taken back meanwhile, from another tab: the device is still theirs to see, so it is a sentence and not a 404.
    if (!handover)
      throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb: 'take_back' });
    const places = await this.organisations.places(ctx.actor.organisationId);
    return (
      <TakeBackPage
        device={device}
        reference={handover.reference}
        places={places}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}
