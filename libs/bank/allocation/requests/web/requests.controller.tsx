import { Param, Query } from '@nestjs/common';
import { categoryOf } from '#bank/devices';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { mayAll, READ } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { bulkVerbsOf } from '../../../bulk/web/bulk-bar.js';
import { QuotasService } from '../../quotas/quotas.service.js';
import { REQUEST_LIFECYCLE } from '../request.lifecycle.js';
import { RequestQueries } from '../request.queries.js';
import type { RequestView } from '../request.views.js';
import { RequestAnswersService } from '../request-answers.service.js';
import { RequestsService } from '../requests.service.js';
import { RequestPage } from './request.page.js';
import { CancelPage } from './request-decision.pages.js';
import { RequestListPage, RequestPageQuery, RequestQuery } from './request-list.page.js';

/** Requests: what a structure asks for, and what the bank answers. The allowed actions of each come with it. */
@ApiController('requests')
export class RequestsController {
  constructor(
    private readonly queries: RequestQueries,
    private readonly requests: RequestsService,
    private readonly answers: RequestAnswersService,
    private readonly quotas: QuotasService,
  ) {}

  @Read(READ.requests, { page: 'demandes' })
  async listPage(@Context() ctx: Ctx, @Query() query: RequestPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const page = await this.queries.counted(ctx.actor, asked);
    return ctx.page(
      <RequestListPage
        page={page}
        query={query}
        asked={asked}
        bank={mayAll(ctx.actor, READ.requests)}
        verbs={bulkVerbsOf(ctx.actor, 'request')}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  /** The requests that the token's organisation sees, 50 a page: in the order of `sort`, else newest first, waiting ones oldest first. */
  @Read(READ.requests, { api: 'requests' })
  async list(@Context() ctx: Ctx, @Query() query: RequestQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One request, with a row per wanted device. */
  @Read(READ.requests, { page: 'demandes/:id', api: 'requests/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const request = await this.queries.byId(ctx.actor, id);
    return ctx.answer(request, () => this.page(ctx, request));
  }

  /** Sends a draft to the bank. */
  @Act(REQUEST_LIFECYCLE.right('submit'), { page: 'demandes/:id/envoyer', api: 'requests/:id/submit' })
  submit(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Demande envoyée à la banque.',
      work: (tx) => this.requests.submit(tx, ctx.actor, id),
    });
  }

  /** Cancels what is still open; reserved devices and slots in the quota are free again. */
  @Act(REQUEST_LIFECYCLE.right('cancel'), { page: 'demandes/:id/annuler', api: 'requests/:id/cancel', asks: true })
  cancel(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Demande annulée.',
      work: (tx) => this.answers.cancel(tx, ctx.actor, id),
      page: async (again) => <CancelPage request={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }

  private on(ctx: Ctx, id: string): ActOn<RequestView> {
    return {
      ref: id,
      to: () => `/demandes/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async ({ problems = [] }) => this.page(ctx, await this.queries.byId(ctx.actor, id), problems),
    };
  }

  private async page(ctx: Ctx, request: RequestView, problems: FieldProblem[] = []) {
    const bank = mayAll(ctx.actor, READ.requests);
    const all = bank ? await this.quotas.list(ctx.actor, { structureId: request.structureId }) : [];
    const quotas = request.asked.map(({ category }) => {
      const q = all.find((x) => x.category === category);
      return { label: categoryOf(category).label, used: q?.used ?? 0, allowed: q?.allowed ?? 0 };
    });
    return (
      <RequestPage
        request={request}
        bank={bank}
        timeZone={ctx.bank.timeZone}
        quotas={bank ? quotas : []}
        problems={problems}
      />
    );
  }
}
