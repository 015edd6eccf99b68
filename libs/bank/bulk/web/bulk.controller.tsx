import { Param, Query } from '@nestjs/common';
import {
  BULK_LIFECYCLE,
  BULK_STATES,
  type BulkItemsAsked,
  BulkQueries,
  BulkService,
  type BulkView,
  bulkVerb,
} from '#bank/bulk';
import { DEVICE_LIFECYCLE, REASONS } from '#bank/devices';
import { LossQueries } from '#bank/incidents';
import { TransferQueries } from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { END_REASONS, endReasonsFrom, SimQueries } from '#bank/sims';
import {
  Act,
  type ActOn,
  type Answer,
  ApiController,
  Context,
  Ctx,
  exportOf,
  json,
  PlainListQuery,
  Read,
} from '#platform/http';
import { isMember, type Page } from '#platform/kernel';
import { Badge, Empty, type FormState, formatDateTime, ListExports, ListPage, pagesOf, Table, Who } from '#platform/ui';
import { BulkItemsQuery, BulkSettingsDto } from './bulk.dto.js';
import { BulkPage } from './bulk.page.js';
import { things } from './bulk-bar.js';
import type { Choices } from './bulk-next.js';

const READS = BULK_LIFECYCLE.right('prepare');

/** What is done with many things at once: looked at, confirmed, followed, ended. */
@ApiController('bulk-acts')
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    private readonly queries: BulkQueries,
    private readonly transfers: TransferQueries,
    private readonly organisations: OrganisationsService,
    private readonly sims: SimQueries,
    private readonly losses: LossQueries,
  ) {}

  /** The bulk acts of the token's organisation, newest first. */
  @Read(READS, { page: 'actions-groupees', api: 'bulk-acts' })
  async list(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    const page = await this.queries.list(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => <BulkListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  @Read(READS, { page: 'actions-groupees/:id' })
  async showPage(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: BulkItemsQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, query.asked));
  }

  /** One bulk act: how many will be done, were done, were refused. */
  @Read(READS, { api: 'bulk-acts/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Its things, with what became of each, or what will; `refuses=oui` only those that are refused. */
  @Read(READS, { api: 'bulk-acts/:id/items' })
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

  private async page(ctx: Ctx, id: string, listed: BulkItemsAsked, again: FormState = {}) {
    const act = await this.queries.byId(ctx.actor, id);
    const [items, asked] = await Promise.all([this.queries.items(ctx.actor, act, listed), this.choices(ctx, act)]);
    const looked = act.settings.unerased !== undefined && act.state === 'prepared';
    const going = items.items.filter(({ label, refusal }) => label && !refusal).map(({ thingId }) => thingId);
    const losses = looked ? await this.losses.ofDevices(going) : [];
    return <BulkPage {...{ act, items, listed, losses }} {...asked} {...again} />;
  }

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
  const device = verb === 'report_lost' ? verb : 'recycle';
  return (DEVICE_LIFECYCLE.transition(device).reasons ?? []).map((value) => ({ value, label: REASONS[value] }));
}

export const BulkExport = exportOf({
  query: PlainListQuery,
  right: BULK_LIFECYCLE.right('prepare'),
  page: 'actions-groupees',
  api: 'bulk-acts',
  name: 'Actions groupées',
  filename: 'actions-groupees',
  reads: BulkQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Action', (a) => bulkVerb(a.verb).label],
    ['État', (a) => BULK_STATES[a.state].label],
    ['Choisis', (a) => a.total],
    ['Faits', (a) => a.done],
    ['Refusés', (a) => a.refused],
    ['Opérateur', (a) => a.operatorNumber],
    ['Préparée le', (a) => a.createdAt],
    ['Commencée le', (a) => a.startedAt],
    ['Finie le', (a) => a.endedAt],
  ],
});

function BulkListPage({
  page,
  query,
  timeZone,
}: {
  page: Page<Omit<BulkView, 'allowed' | 'possible'>>;
  query: PlainListQuery;
  timeZone: string;
}) {
  return (
    <ListPage
      title="Actions groupées"
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Actions groupées' }]}
      {...pagesOf('/actions-groupees', query, page)}
      exports={<ListExports at="/actions-groupees/export" query={{}} />}
      rows={page.items}
      empty={
        <Empty icon="list-checks" title="Aucune action groupée">
          Dans une liste, cochez des lignes et choisissez ce qu’il faut en faire.
        </Empty>
      }
    >
      <Table
        caption="Actions groupées, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(a) => a.id}
        columns={[
          {
            header: 'Action',
            row: true,
            href: (a) => `/actions-groupees/${a.id}`,
            cell: (a) => bulkVerb(a.verb).label,
            sub: (a) => things(a, a.total),
          },
          {
            header: 'État',
            cell: (a) => (
              <Badge tone={BULK_STATES[a.state].tone} icon={BULK_STATES[a.state].icon}>
                {BULK_STATES[a.state].label}
              </Badge>
            ),
          },
          { header: 'Faits', numeric: true, cell: (a) => a.done },
          { header: 'Refusés', numeric: true, cell: (a) => a.refused },
          { header: 'Par', minor: true, cell: (a) => <Who operatorNumber={a.operatorNumber} /> },
          { header: 'Quand', cell: (a) => formatDateTime(a.createdAt, timeZone) },
        ]}
      />
    </ListPage>
  );
}
