import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { BULK_LIFECYCLE, type BulkItemsAsked, BulkQueries, BulkService, type BulkView, bulkVerb } from '#bank/bulk';
import { DEVICE_LIFECYCLE, REASONS } from '#bank/devices';
import { TransferQueries } from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { END_REASONS, endReasonsFrom, SimQueries } from '#bank/sims';
import { Act, type ActOn, type Answer, Context, Ctx, json, PlainListQuery, Policy, Read } from '#platform/http';
import { isMember } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { BulkItemsQuery, BulkSettingsDto } from './bulk.dto.js';
import { BulkPage } from './bulk.page.js';
import { BulkListPage } from './bulk-list.page.js';
import type { Choices } from './bulk-next.js';

const READS = BULK_LIFECYCLE.right('prepare');

/** What is done with many things at once: looked at, confirmed, followed, ended. */
@ApiTags('bulk-acts')
@ApiBearerAuth()
@Controller()
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    private readonly queries: BulkQueries,
    private readonly transfers: TransferQueries,
    private readonly organisations: OrganisationsService,
    private readonly sims: SimQueries,
  ) {}

  /** The bulk acts of the token's organisation, newest first. */
  @Read(READS, { page: 'actions-groupees', api: 'bulk-acts' })
  async list(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    const page = await this.queries.list(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => <BulkListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  @Get('actions-groupees/:id')
  @Policy(READS)
  async showPage(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: BulkItemsQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, query.asked));
  }

  /** One bulk act: how many will be done, were done, were refused. */
  @Get('api/v1/bulk-acts/:id')
  @Policy(READS)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Its things, with what became of each, or what will; `refuses=oui` only those that are refused. */
  @Get('api/v1/bulk-acts/:id/items')
  @Policy(READS)
  async items(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: BulkItemsQuery) {
    const act = await this.queries.byId(ctx.actor, id);
    return json(200, await this.queries.items(ctx.actor, act, query.asked));
  }

  /** Says what the act asks; each thing is looked at then. */
  @Act(BULK_LIFECYCLE.right('settle'), {
    page: 'actions-groupees/:id/reglages',
    api: 'bulk-acts/:id/settings',
    takes: BulkSettingsDto,
  })
  settle(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: BulkSettingsDto,
      fromForm: (posted) => Object.fromEntries(Object.entries(posted).filter(([, value]) => value !== '')),
      work: (tx, form) => this.bulk.settle(tx, ctx.actor, id, form),
    });
  }

  /** Confirms it: a worker carries it out, part after part. */
  @Act(BULK_LIFECYCLE.right('confirm'), { page: 'actions-groupees/:id/confirmer', api: 'bulk-acts/:id/confirm' })
  confirm(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({ ...this.on(ctx, id), work: (tx) => this.bulk.confirm(tx, ctx.actor, id) });
  }

  /** Ends it; what was done by then stays. */
  @Act(BULK_LIFECYCLE.right('cancel'), { page: 'actions-groupees/:id/arreter', api: 'bulk-acts/:id/cancel' })
  cancel(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Arrêté. Ce qui était fait reste fait.',
      work: (tx) => this.bulk.cancel(tx, ctx.actor, id),
    });
  }

  private on(ctx: Ctx, id: string) {
    return {
      ref: id,
      to: () => `/actions-groupees/${id}`,
      view: (ref) => this.queries.byId(ctx.actor, ref),
      page: (again) => this.page(ctx, id, {}, again),
    } satisfies ActOn<BulkView>;
  }

  private async page(ctx: Ctx, id: string, listed: BulkItemsAsked, again: Again = {}) {
    const act = await this.queries.byId(ctx.actor, id);
    const [items, asked] = await Promise.all([this.queries.items(ctx.actor, act, listed), this.choices(ctx, act)]);
    return <BulkPage act={act} items={items} listed={listed} {...asked} {...again} />;
  }

  /** The answers to what the act asks. */
  private async choices(ctx: Ctx, act: BulkView): Promise<{ choices: Choices; hint?: string }> {
    const { asks } = bulkVerb(act.verb);
    if (act.state !== 'prepared' || !isMember(ctx.actor)) return { choices: [] };
    if (asks === 'placeId') {
      const places = (await this.queries.holders(ctx.actor, act.id)).map(async (holder) =>
        (await this.organisations.places(holder.id)).map((p) => ({ value: p.id, label: p.path, group: holder.name })),
      );
      return { choices: (await Promise.all(places)).flat() };
    }
    if (asks === 'reason') return { choices: reasonsOf(act) };
    if (act.verb === 'allot_sims') {
      const structures = await this.sims.structures(ctx.actor);
      return { choices: structures.map((s) => ({ value: s.id, label: s.name })) };
    }
    if (asks === 'toOrganisationId') {
      const { receivers, senders } = await this.transfers.ends(ctx.actor);
      const [holder, ...others] = senders.length ? await this.queries.holders(ctx.actor, act.id) : [];
      const choices = receivers.filter((r) => others.length > 0 || r.id !== holder?.id);
      const from = others.length ? 'là où sont le plus de ces appareils' : holder?.name;
      return {
        choices: choices.map((r) => ({ value: r.id, label: r.name })),
        hint: from ? `Le lot part de : ${from}.` : undefined,
      };
    }
    return { choices: [] };
  }
}

/** Why many may be ended at once: of cards, what can be said of each, wherever it is. */
function reasonsOf({ verb }: BulkView): Choices {
  if (verb === 'end_sims') return endReasonsFrom('in_stock').map((value) => ({ value, label: END_REASONS[value] }));
  return (DEVICE_LIFECYCLE.step('recycle').reasons ?? []).map((value) => ({ value, label: REASONS[value] }));
}
