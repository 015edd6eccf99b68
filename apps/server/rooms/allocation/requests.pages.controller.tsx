import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  BeneficiariesService,
  DecisionsService,
  QuotasService,
  REQUEST_LIFECYCLE,
  type RequestFilter,
  RequestQueries,
  RequestsService,
  type RequestView,
} from '#allocation';
import { categoryOf } from '#devices';
import { mayAll, NotFound, READ, WRITE } from '#kernel';
import { OrganisationsService } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { BindForm, RefuseForm, RequestListQuery, WhoQuery } from './allocation.queries.dto.js';
import { RequestPage } from './request.page.js';
import { BindPage, CancelPage, RefusePage } from './request-decision.pages.js';
import { besideItsLine, readRequestForm, requestFormValues } from './request-form.js';
import { RequestFormPage } from './request-form.page.js';
import { RequestListPage } from './request-list.page.js';

/** The pages of requests, for both of their sides. */
@Controller('demandes')
export class RequestsPages {
  constructor(
    private readonly queries: RequestQueries,
    private readonly requests: RequestsService,
    private readonly decisions: DecisionsService,
    private readonly people: BeneficiariesService,
    private readonly quotas: QuotasService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get()
  @Policy(READ.requests)
  async index(@Context() ctx: Ctx, @Query() query: RequestListQuery): Promise<Answer> {
    const filter: RequestFilter = {
      ...(query.etat ? { state: query.etat } : {}),
      ...(query.type ? { category: query.type } : {}),
      ...(query.apres ? { cursor: query.apres } : {}),
    };
    return ctx.page(
      <RequestListPage
        page={await this.queries.list(ctx.actor, filter)}
        query={filter}
        bank={mayAll(ctx.actor, READ.requests)}
      />,
    );
  }

  @Get('nouvelle')
  @Policy(REQUEST_LIFECYCLE.right('draft'))
  async blank(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<RequestFormPage places={await this.places(ctx)} values={{}} />);
  }

  @Post()
  @Policy(REQUEST_LIFECYCLE.right('draft'))
  draft(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => `/demandes/${await this.requests.draft(tx, ctx.actor, readRequestForm(body))}`,
      again: async (problems, values) => (
        <RequestFormPage places={await this.places(ctx)} values={values} problems={besideItsLine(problems, body)} />
      ),
    });
  }

  @Get(':id')
  @Policy(READ.requests)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, await this.queries.byId(ctx.actor, id)));
  }

  @Get(':id/modifier')
  @Policy(REQUEST_LIFECYCLE.right('draft'))
  async edit(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const request = await this.queries.byId(ctx.actor, id);
    return ctx.page(<RequestFormPage id={id} places={await this.places(ctx)} values={requestFormValues(request)} />);
  }

  @Post(':id/modifier')
  @Policy(REQUEST_LIFECYCLE.right('draft'))
  rewrite(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Demande modifiée.',
      work: async (tx) => {
        await this.requests.rewrite(tx, ctx.actor, id, readRequestForm(body));
        return `/demandes/${id}`;
      },
      again: async (problems, values) => (
        <RequestFormPage
          id={id}
          places={await this.places(ctx)}
          values={values}
          problems={besideItsLine(problems, body)}
        />
      ),
    });
  }

  @Post(':id/envoyer')
  @Policy(REQUEST_LIFECYCLE.right('submit'))
  submit(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.button(ctx, id, body, 'Demande envoyée à la banque.', (tx) => this.requests.submit(tx, ctx.actor, id));
  }

  @Post(':id/accepter')
  @Policy(REQUEST_LIFECYCLE.right('approve'))
  approve(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.button(ctx, id, body, 'Demande acceptée : ses places sont prises dans le quota.', (tx) =>
      this.decisions.approve(tx, ctx.actor, id),
    );
  }

  @Get(':id/refuser')
  @Policy(REQUEST_LIFECYCLE.right('refuse'))
  async askRefuse(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<RefusePage request={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post(':id/refuser')
  @Policy(REQUEST_LIFECYCLE.right('refuse'))
  refuse(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: RefuseForm,
      body,
      done: 'Demande refusée. La structure lit la raison.',
      work: async (tx, form) => {
        await this.decisions.refuse(tx, ctx.actor, id, form);
        return `/demandes/${id}`;
      },
      again: async (problems, values) => (
        <RefusePage request={await this.queries.byId(ctx.actor, id)} problems={problems} values={values} />
      ),
    });
  }

  @Get(':id/annuler')
  @Policy(REQUEST_LIFECYCLE.right('cancel'))
  async askCancel(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<CancelPage request={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post(':id/annuler')
  @Policy(REQUEST_LIFECYCLE.right('cancel'))
  cancel(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Demande annulée.',
      work: async (tx) => {
        await this.decisions.cancel(tx, ctx.actor, id);
        return `/demandes/${id}`;
      },
      again: async (problems) => <CancelPage request={await this.queries.byId(ctx.actor, id)} problems={problems} />,
    });
  }

  @Get(':id/appareils/:unit')
  @Policy(WRITE.requests)
  async askWho(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Query() query: WhoQuery,
  ): Promise<Answer> {
    return ctx.page(
      await this.who(ctx, id, unit, undefined, query.personne ? { beneficiaryId: query.personne } : undefined),
    );
  }

  @Post(':id/appareils/:unit')
  @Policy(WRITE.requests)
  bind(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      dto: BindForm,
      body,
      done: 'Personne enregistrée pour cet appareil.',
      work: async (tx, form) => {
        const typed = form.reference ? await this.people.byReference(tx, ctx.actor, form.reference) : null;
        await this.requests.bind(tx, ctx.actor, id, unit, typed ?? form.beneficiaryId ?? null);
        return `/demandes/${id}`;
      },
      again: (problems, values) => this.who(ctx, id, unit, problems, values),
    });
  }

  private button(
    ctx: Ctx,
    id: string,
    body: unknown,
    done: string,
    work: (tx: Parameters<RequestsService['submit']>[0]) => Promise<void>,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done,
      work: async (tx) => {
        await work(tx);
        return `/demandes/${id}`;
      },
      again: async (problems) => this.page(ctx, await this.queries.byId(ctx.actor, id), problems),
    });
  }

  private async page(ctx: Ctx, request: RequestView, problems?: FieldProblem[]) {
    const all = mayAll(ctx.actor, READ.requests)
      ? await this.quotas.list(ctx.actor, { structureId: request.structureId })
      : [];
    const quotas = request.asked.map(({ category }) => {
      const q = all.find((x) => x.category === category);
      return { label: categoryOf(category).label, used: q?.used ?? 0, allowed: q?.allowed ?? 0 };
    });
    return (
      <RequestPage
        request={request}
        bank={mayAll(ctx.actor, READ.requests)}
        timeZone={ctx.bank.timeZone}
        quotas={mayAll(ctx.actor, READ.requests) ? quotas : []}
        problems={problems ?? []}
      />
    );
  }

  private async who(ctx: Ctx, id: string, unitId: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const request = await this.queries.byId(ctx.actor, id);
    const unit = request.unitList.find((u) => u.id === unitId);
    if (!unit) throw new NotFound('unit');
    const people = await this.people.list(ctx.actor, { limit: 100 });
    return (
      <BindPage
        request={request}
        unit={unit}
        people={people.items}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }

  private async places(ctx: Ctx) {
    return ctx.actor.kind === 'member' ? this.organisations.places(ctx.actor.organisationId) : [];
  }
}
