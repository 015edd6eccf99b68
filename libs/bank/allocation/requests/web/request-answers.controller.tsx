import { Param } from '@nestjs/common';
import { Act, type ActOn, ApiController, Context, Ctx, type Posted } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { ProposalsService } from '../../matching/proposals.service.js';
import { QuotaCorrections } from '../../quotas/quota-corrections.service.js';
import { QuotasService } from '../../quotas/quotas.service.js';
import { QuotaOnTheSpotDto } from '../../quotas/web/quotas.dto.js';
import { MOST_LINES } from '../needs.js';
import { REQUEST_LIFECYCLE } from '../request.lifecycle.js';
import { RequestQueries } from '../request.queries.js';
import type { RequestView } from '../request.views.js';
import { RequestAnswersService } from '../request-answers.service.js';
import { ApprovePage } from './request-approval.page.js';
import { RefusePage } from './request-decision.pages.js';
import { ApproveDto, RefuseDto } from './requests.dto.js';

/** What the bank answers: yes, in part, no, and another quota before it does. */
@ApiController('requests')
export class RequestAnswersController {
  constructor(
    private readonly queries: RequestQueries,
    private readonly answers: RequestAnswersService,
    private readonly quotas: QuotasService,
    private readonly quotaCorrections: QuotaCorrections,
    private readonly proposals: ProposalsService,
  ) {}

  /** Approves the request, whole or in part: each approved unit waits for a device; the others wait for an answer, which this gives later, or are closed with a reason. */
  @Act(REQUEST_LIFECYCLE.right('approve'), {
    page: 'demandes/:id/accepter',
    api: 'requests/:id/approve',
    takes: ApproveDto,
    asks: true,
  })
  approve(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ApproveDto,
      fromForm: readApproval,
      done: 'Demande acceptée : elle attend ses appareils.',
      work: (tx, { lines, reason }) => this.answers.approve(tx, ctx.actor, id, lines && { lines, reason }),
    });
  }

  /** Refuses, with a reason that the requester reads. */
  @Act(REQUEST_LIFECYCLE.right('refuse'), {
    page: 'demandes/:id/refuser',
    api: 'requests/:id/refuse',
    takes: RefuseDto,
    asks: true,
  })
  refuse(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RefuseDto,
      done: 'Demande refusée. La structure lit la raison.',
      work: (tx, form) => this.answers.refuse(tx, ctx.actor, id, form),
      page: async (again) => <RefusePage request={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }

  /** Another number in the quota that the request counts in, without leaving it; what was there before stays readable. */
  @Act(WRITE.quotas, { page: 'demandes/:id/quota', api: 'requests/:id/quota', takes: QuotaOnTheSpotDto })
  setQuota(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: QuotaOnTheSpotDto,
      done: 'Quota changé. Ce qui était écrit reste dans l’histoire.',
      work: (tx, form) => this.quotaCorrections.onTheSpot(tx, ctx.actor, id, form),
      to: () => `/demandes/${id}/accepter`,
    });
  }

  private on(ctx: Ctx, id: string): ActOn<RequestView> {
    return {
      ref: id,
      to: () => `/demandes/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: (again) => this.page(ctx, id, again),
    };
  }

  private async page(ctx: Ctx, id: string, again: FormState = {}) {
    const request = await this.queries.byId(ctx.actor, id);
    const [quotas, stock] = await Promise.all([
      this.quotas.today(ctx.actor, request.structureId),
      this.proposals.inStock(
        ctx.actor,
        request.lines.map((l) => l.category),
      ),
    ]);
    return <ApprovePage {...{ request, quotas, stock }} {...again} />;
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
