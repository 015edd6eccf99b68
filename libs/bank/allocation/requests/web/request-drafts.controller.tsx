import { Param, Put } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { OrganisationsService } from '#bank/people';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, Policy, Read } from '#platform/http';
import type { FieldProblem } from '#platform/ui';
import { MOST_LINES } from '../needs.js';
import { REQUEST_LIFECYCLE } from '../request.lifecycle.js';
import { RequestQueries } from '../request.queries.js';
import type { RequestInput, RequestView } from '../request.views.js';
import { RequestsService } from '../requests.service.js';
import { RequestFormPage } from './request-form.page.js';
import { RequestDto } from './requests.dto.js';

const DRAFT = REQUEST_LIFECYCLE.right('draft');

/** Requests as a structure writes them, before the bank sees any. */
@ApiController('requests')
export class RequestDraftsController {
  constructor(
    private readonly queries: RequestQueries,
    private readonly requests: RequestsService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Read(DRAFT, { page: 'demandes/nouvelle' })
  async askDraft(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<RequestFormPage places={await this.places(ctx)} values={{}} />);
  }

  /** Begins a draft; nobody else sees it before it is submitted. */
  @Act(DRAFT, { page: 'demandes', api: 'requests', takes: RequestDto })
  draft(@Context() ctx: Ctx) {
    return ctx.act({
      ...this.on(ctx),
      dto: RequestDto,
      fromForm: readRequestForm,
      rules: (tx, given) => this.requests.judge(tx, ctx.actor, given),
      work: (tx, form) => this.requests.draft(tx, ctx.actor, form),
    });
  }

  @Act(DRAFT, { page: 'demandes/:id/modifier', takes: RequestDto, asks: true })
  rewrite(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RequestDto,
      fromForm: readRequestForm,
      done: 'Demande modifiée.',
      rules: (tx, given) => this.requests.judge(tx, ctx.actor, given),
      work: (tx, form) => this.requests.rewrite(tx, ctx.actor, id, form),
    });
  }

  /** Rewrites a draft whole. */
  @Put('api/v1/requests/:id')
  @Policy(DRAFT)
  @ApiBody({ type: RequestDto })
  replace(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.rewrite(ctx, id);
  }

  private on(ctx: Ctx, id?: string): ActOn<RequestView> {
    return {
      ref: id,
      to: (request) => `/demandes/${request}`,
      view: (request) => this.queries.byId(ctx.actor, request),
      page: async ({ problems = [], values }) => {
        const now = id && !values ? requestFormValues(await this.queries.byId(ctx.actor, id)) : {};
        return (
          <RequestFormPage
            id={id}
            places={await this.places(ctx)}
            values={values ?? now}
            problems={problemOfLine(problems, ctx.req.body)}
          />
        );
      },
    };
  }

  private async places(ctx: Ctx) {
    return ctx.actor.kind === 'member' ? this.organisations.places(ctx.actor.organisationId) : [];
  }
}

type Body = Readonly<Record<string, unknown>>;

const text = (body: Body, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? value.trim() : '';
};

const filledLines = (form: Body): number[] =>
  Array.from({ length: MOST_LINES }, (_, i) => i).filter(
    (i) => text(form, `lines.${i}.category`) || text(form, `lines.${i}.quantity`),
  );

/** The lines of a posted form: `lines.0.category`, `lines.0.quantity`, `lines.0.needs`. One without type and number is left out. */
function readRequestForm(body: unknown): RequestInput {
  const form = (body ?? {}) as Body;
  return {
    placeId: text(form, 'placeId'),
    urgency: text(form, 'urgency'),
    lines: filledLines(form).map((i) => ({
      category: text(form, `lines.${i}.category`),
      quantity: /^\d{1,4}$/.test(text(form, `lines.${i}.quantity`)) ? Number(text(form, `lines.${i}.quantity`)) : 0,
      needs: [form[`lines.${i}.needs`]].flat().filter((n): n is string => typeof n === 'string' && n !== ''),
    })),
  };
}

function requestFormValues(request: RequestView): Record<string, string> {
  const lines = request.lines.flatMap((line, i) => [
    [`lines.${i}.category`, line.category],
    [`lines.${i}.quantity`, String(line.quantity)],
    [`lines.${i}.needs`, line.needs.join(',')],
  ]);
  return Object.fromEntries([...lines, ['urgency', request.urgency], ['placeId', request.placeId]]);
}

/** What is wrong with the nth line that was read, beside the fields it was typed in. */
function problemOfLine(problems: FieldProblem[], body: unknown): FieldProblem[] {
  const filled = filledLines((body ?? {}) as Body);
  return problems.map((p) => ({
    ...p,
    field:
      p.field === 'lines'
        ? 'lines.0.quantity'
        : p.field.replace(/^lines\.(\d+)\./, (_, n: string) => `lines.${filled[Number(n)] ?? n}.`),
  }));
}
