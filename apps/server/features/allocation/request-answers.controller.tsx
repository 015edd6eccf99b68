import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  MOST_LINES,
  ProposalRefusals,
  ProposalsService,
  QuotaCorrections,
  QuotasService,
  REQUEST_LIFECYCLE,
  RequestAnswersService,
  RequestQueries,
  type RequestView,
  ReservationsService,
} from '#allocation';
import { DEVICE_LIFECYCLE } from '#devices';
import { isId, NotFound, READ, WRITE } from '#kernel';
import { Act, type ActOn, type Posted } from '../../http/act.js';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { ChoiceQuery, DeviceForUnitQuery } from './allocation.queries.dto.js';
import { ChooseDeviceDto, RefuseProposalDto } from './allocations.dto.js';
import { ChooseDevicePage, RefuseProposalPage } from './choose-device.pages.js';
import { QuotaOnTheSpotDto } from './quotas.dto.js';
import { ApprovePage } from './request-approval.page.js';
import { ApproveDto } from './requests.dto.js';
import { TO_DELIVER } from './to-deliver.js';

/** What the bank answers beside a plain yes or no: a part of it, another quota, another device. */
@ApiTags('requests')
@ApiBearerAuth()
@Controller()
export class RequestAnswersController {
  constructor(
    private readonly queries: RequestQueries,
    private readonly answers: RequestAnswersService,
    private readonly quotas: QuotasService,
    private readonly quotaCorrections: QuotaCorrections,
    private readonly proposals: ProposalsService,
    private readonly refusals: ProposalRefusals,
    private readonly reservations: ReservationsService,
  ) {}

  @Get('demandes/:id/accepter')
  @Policy(REQUEST_LIFECYCLE.right('approve'))
  async askApprove(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  /** Approves the request, whole or in part; each approved unit takes its slot in the quota of today, the others are closed with a reason. */
  @Act(REQUEST_LIFECYCLE.right('approve'), {
    page: 'demandes/:id/accepter',
    api: 'requests/:id/approve',
    takes: ApproveDto,
  })
  approve(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ApproveDto,
      fromForm: readApproval,
      done: 'Demande acceptée : ses places sont prises dans le quota.',
      work: (tx, { lines, reason }) => this.answers.approve(tx, ctx.actor, id, lines && { lines, reason }),
    });
  }

  /** Another number in the quota that the request counts in, without leaving it; what was there before stays readable. */
  @Act(WRITE.quotas, { page: 'demandes/:id/quota', api: 'requests/:id/quota', takes: QuotaOnTheSpotDto })
  setQuota(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: QuotaOnTheSpotDto,
      fromForm: (posted) => ({ ...posted, allowed: numberOf(posted['allowed']) }),
      done: 'Quota changé. Ce qui était écrit reste dans l’histoire.',
      work: (tx, form) => this.quotaCorrections.onTheSpot(tx, ctx.actor, id, form),
      to: () => `/demandes/${id}/accepter`,
    });
  }

  /** The stock that may serve one wanted device, the best first. */
  @Get('demandes/:id/appareils/:unit/choix')
  @Policy(READ.proposals)
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
    return ctx.act({
      ...this.on(ctx, id),
      dto: ChooseDeviceDto,
      done: { text: 'Appareil réservé. Il est dans « À livrer ».', link: TO_DELIVER },
      work: async (tx, { deviceId }) => {
        await this.unit(ctx, id, unitId);
        await this.reservations.reserve(tx, ctx.actor, [{ unitId, deviceId }]);
      },
      again: (problems) => this.choices(ctx, id, unitId, undefined, problems),
    });
  }

  @Get('demandes/:id/appareils/:unit/refus')
  @Policy(DEVICE_LIFECYCLE.right('release'))
  async askRefuse(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('unit') unitId: string,
    @Query() { appareil = '' }: DeviceForUnitQuery,
  ): Promise<Answer> {
    return ctx.page(await this.refusal(ctx, id, unitId, appareil));
  }

  /** Refuses a device for what was asked: it is free, and is not proposed for this request again. */
  @Act(DEVICE_LIFECYCLE.right('release'), {
    page: 'demandes/:id/appareils/:unit/refus',
    api: 'requests/:id/units/:unit/refusals',
    takes: RefuseProposalDto,
  })
  refuseProposal(@Context() ctx: Ctx, @Param('id') id: string, @Param('unit') unitId: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RefuseProposalDto,
      done: 'Appareil refusé pour cette demande : il est libre. En voici d’autres.',
      work: (tx, form) => this.refusals.refuse(tx, ctx.actor, { ...form, requestId: id, unitId }),
      to: () => `/demandes/${id}/appareils/${unitId}/choix`,
      again: (problems, values) => this.refusal(ctx, id, unitId, values['deviceId'] ?? '', problems),
    });
  }

  private async unit(ctx: Ctx, id: string, unitId: string) {
    const request = await this.queries.byId(ctx.actor, id);
    const unit = request.unitList.find((u) => u.id === unitId);
    if (!unit) throw new NotFound('unit');
    return { request, unit };
  }

  private async choices(ctx: Ctx, id: string, unitId: string, q = '', problems?: FieldProblem[]) {
    const { request, unit } = await this.unit(ctx, id, unitId);
    const found = await this.proposals.choices(ctx.actor, unitId, q);
    return (
      <ChooseDevicePage
        {...{ request, unit, q, problems }}
        devices={found?.devices ?? []}
        more={found?.more ?? false}
      />
    );
  }

  /** Without a device, those that may be chosen. */
  private async refusal(ctx: Ctx, id: string, unitId: string, deviceId: string, problems?: FieldProblem[]) {
    const { request, unit } = await this.unit(ctx, id, unitId);
    const which = isId(deviceId) ? deviceId : unit.deviceId;
    const device = which ? await this.proposals.device(ctx.actor, which) : null;
    if (!device) return this.choices(ctx, id, unitId, undefined, problems);
    return <RefuseProposalPage {...{ request, unit, device, problems }} />;
  }

  private on(ctx: Ctx, id: string): ActOn<RequestView> {
    return {
      ref: id,
      to: () => `/demandes/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      again: (problems, values) => this.page(ctx, id, problems, values),
    };
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const request = await this.queries.byId(ctx.actor, id);
    const [quotas, stock] = await Promise.all([
      this.quotas.today(ctx.actor, request.structureId),
      this.proposals.inStock(
        ctx.actor,
        request.lines.map((l) => l.category),
      ),
    ]);
    return <ApprovePage {...{ request, quotas, stock, problems, values }} />;
  }
}

const numberOf = (typed: unknown): number => (/^\s*\d{1,6}\s*$/.test(String(typed ?? '')) ? Number(typed) : -1);

/** The lines of a posted form, `lines.0.id` and `lines.0.quantity`; a button alone names none. */
function readApproval(posted: Posted): object {
  const named = Array.from({ length: MOST_LINES }, (_, i) => i).filter((i) => posted[`lines.${i}.id`]);
  if (!named.length) return {};
  return {
    lines: named.map((i) => ({ lineId: posted[`lines.${i}.id`], quantity: numberOf(posted[`lines.${i}.quantity`]) })),
    reason: posted['reason'] || undefined,
  };
}
