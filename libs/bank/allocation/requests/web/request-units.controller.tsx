import { Param, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, Read } from '#platform/http';
import { isId, NotFound, READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { BeneficiariesService } from '../../beneficiaries/beneficiaries.service.js';
import { BindDto } from '../../beneficiaries/web/beneficiaries.dto.js';
import { PersonPick } from '../../beneficiaries/web/person-picker.js';
import { ProposalRefusals, ProposalsService } from '../../matching/proposals.service.js';
import { ReservationsService } from '../../matching/reservations.service.js';
import { ChooseDeviceDto, RefuseProposalDto } from '../../matching/web/allocations.dto.js';
import { ChooseDevicePage, RefuseProposalPage } from '../../matching/web/choose-device.pages.js';
import { toDeliver } from '../../matching/web/delivery.js';
import { BindForm, ChoiceQuery, DeviceForUnitQuery, PickQuery } from '../../web/allocation.queries.dto.js';
import { REQUEST_LIFECYCLE } from '../request.lifecycle.js';
import { RequestQueries } from '../request.queries.js';
import type { RequestView } from '../request.views.js';
import { RequestAnswersService } from '../request-answers.service.js';
import { RequestsService } from '../requests.service.js';
import { BindPage, GiveUpPage } from './request-decision.pages.js';

/** A wanted device of a request: for whom it is, and which one of the stock. */
@ApiController('requests')
export class RequestUnitsController {
  constructor(
    private readonly queries: RequestQueries,
    private readonly requests: RequestsService,
    private readonly answers: RequestAnswersService,
    private readonly people: BeneficiariesService,
    private readonly picks: PersonPick,
    private readonly proposals: ProposalsService,
    private readonly refusals: ProposalRefusals,
    private readonly reservations: ReservationsService,
  ) {}

  /** Says for whom a wanted device is. */
  @Act(WRITE.requests, {
    page: 'demandes/:id/appareils/:unit',
    api: 'requests/:id/units/:unit/beneficiary',
    takes: BindDto,
    asks: true,
  })
  bind(@Context() ctx: Ctx, @Param('id') id: string, @Param('unit') unit: string, @Query() query?: PickQuery) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: BindDto,
      form: BindForm,
      done: 'Personne enregistrée pour cet appareil.',
      work: async (tx, { beneficiaryId, reference }: BindForm) => {
        const typed = reference ? await this.people.byReference(tx, ctx.actor, reference) : null;
        await this.requests.bind(tx, ctx.actor, id, unit, typed ?? beneficiaryId ?? null);
      },
      page: ({ problems = [], values = {} }) =>
        this.who(ctx, id, unit, query ?? { personne: values['beneficiaryId'], q: values['reference'] }, {
          problems: problems.map((p) => ({ ...p, field: p.field === 'reference' ? 'q' : p.field })),
        }),
    });
  }

  @Read(READ.proposals, { page: 'demandes/:id/appareils/:unit/choix' })
  async choose(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('unit') unitId: string,
    @Query() { q }: ChoiceQuery,
  ): Promise<Answer> {
    return ctx.page(await this.choices(ctx, id, unitId, q));
  }

  /** Keeps a device that a person chose, whatever was proposed. */
  @Act(DEVICE_LIFECYCLE.right('reserve'), {
    page: 'demandes/:id/appareils/:unit/choix',
    api: 'requests/:id/units/:unit/reservation',
    takes: ChooseDeviceDto,
  })
  chooseDevice(@Context() ctx: Ctx, @Param('id') id: string, @Param('unit') unitId: string) {
    let made: string | undefined;
    return ctx.act({
      ...this.on(ctx, id),
      dto: ChooseDeviceDto,
      done: () => ({ text: 'Appareil réservé. Il est dans « À livrer ».', link: toDeliver(made) }),
      work: async (tx, { deviceId }) => {
        await this.unit(ctx, id, unitId, tx);
        made = await this.reservations.reserve(tx, ctx.actor, [{ unitId, deviceId }]);
      },
      page: ({ problems }) => this.choices(ctx, id, unitId, undefined, { problems }),
    });
  }

  /** Refuses a device for what was asked: it is free, and is not proposed for this request again. */
  @Act(DEVICE_LIFECYCLE.right('release'), {
    page: 'demandes/:id/appareils/:unit/refus',
    api: 'requests/:id/units/:unit/refusals',
    takes: RefuseProposalDto,
    asks: true,
  })
  refuseProposal(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('unit') unitId: string,
    @Query() query?: DeviceForUnitQuery,
  ) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RefuseProposalDto,
      done: 'Appareil refusé pour cette demande : il est libre. En voici d’autres.',
      work: (tx, form) => this.refusals.refuse(tx, ctx.actor, { ...form, requestId: id, unitId }),
      to: () => `/demandes/${id}/appareils/${unitId}/choix`,
      page: ({ problems, values }) =>
        this.refusal(ctx, id, unitId, query?.appareil ?? values?.['deviceId'] ?? '', { problems }),
    });
  }

  /** Gives up one wanted device of an approved request: its slot in the quota and what was reserved for it are free again. */
  @Act(REQUEST_LIFECYCLE.right('give_up'), {
    page: 'demandes/:id/appareils/:unit/renoncer',
    api: 'requests/:id/units/:unit/give-up',
    asks: true,
  })
  giveUp(@Context() ctx: Ctx, @Param('id') id: string, @Param('unit') unitId: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Appareil retiré de la demande.',
      work: (tx) => this.answers.giveUp(tx, ctx.actor, id, unitId),
      page: async (again) => <GiveUpPage {...(await this.unit(ctx, id, unitId))} {...again} />,
    });
  }

  private on(ctx: Ctx, id: string): Omit<ActOn<RequestView>, 'page'> {
    return { ref: id, to: () => `/demandes/${id}`, view: () => this.queries.byId(ctx.actor, id) };
  }

  private async unit(ctx: Ctx, id: string, unitId: string, on?: EntityManager) {
    const request = await this.queries.byId(ctx.actor, id, on);
    const unit = request.unitList.find((u) => u.id === unitId);
    if (!unit) throw new NotFound('unit');
    return { request, unit };
  }

  private async choices(ctx: Ctx, id: string, unitId: string, q = '', again: FormState = {}) {
    const { request, unit } = await this.unit(ctx, id, unitId);
    const found = await this.proposals.choices(ctx.actor, unitId, q);
    return (
      <ChooseDevicePage
        {...{ request, unit, q }}
        {...again}
        devices={found?.devices ?? []}
        more={found?.more ?? false}
        heldBack={found?.heldBack ?? []}
      />
    );
  }

  /** Without a device, those that may be chosen. */
  private async refusal(ctx: Ctx, id: string, unitId: string, deviceId: string, again: FormState = {}) {
    const { request, unit } = await this.unit(ctx, id, unitId);
    const which = isId(deviceId) ? deviceId : unit.deviceId;
    const device = which ? await this.proposals.device(ctx.actor, which) : null;
    if (!device) return this.choices(ctx, id, unitId, undefined, again);
    return <RefuseProposalPage {...{ request, unit, device }} {...again} />;
  }

  private async who(ctx: Ctx, id: string, unitId: string, query: PickQuery, again: FormState = {}) {
    const { request, unit } = await this.unit(ctx, id, unitId);
    const pick = await this.picks.of(ctx.actor, isId(query.personne) ? query : { ...query, personne: undefined });
    return <BindPage {...{ request, unit, pick }} {...again} />;
  }
}
