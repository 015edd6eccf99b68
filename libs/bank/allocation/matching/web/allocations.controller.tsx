import { Body, Param, Post, Query } from '@nestjs/common';
import { categoryOf, DEVICE_LIFECYCLE, showAssetCode } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { TransferQueries } from '#bank/logistics';
import {
  Act,
  type Answer,
  ApiController,
  Context,
  Ctx,
  exportOf,
  json,
  Policy,
  PostedForm,
  Read,
} from '#platform/http';
import { isId, READ, RuleBroken, WRITE } from '#platform/kernel';
import { addressOf, type FormState, plural } from '#platform/ui';
import { paperNotice } from '../../../documents/web/paper-link.js';
import { missingWords, needsWords, whysWords } from '../../web/allocation.words.js';
import { DeliveriesService } from '../deliveries.service.js';
import { MatchingRunsService } from '../matching-runs.service.js';
import { ProposalsService, type ProposalView } from '../proposals.service.js';
import { ReservationQueries } from '../reservation.queries.js';
import { type Pair, ReservationsService } from '../reservations.service.js';
import {
  DeliveryDto,
  ProposalPageQuery,
  ProposalQuery,
  ReservationQuery,
  ReserveDto,
  ToDeliverQuery,
} from './allocations.dto.js';
import { DeliveriesPage, ProposalsPage } from './allocations.pages.js';
import { toDeliver } from './delivery.js';

const RESERVED_SHOWN = 200;

const texts = (value: unknown): string[] => [value].flat().filter((v): v is string => typeof v === 'string');

/** `unit:device`, as the buttons and the hidden fields of the table carry it. */
function pairsOf(body: unknown): Pair[] {
  const form = (body ?? {}) as Record<string, unknown>;
  const chosen = form['accept'] === 'all' ? texts(form['all']) : texts(form['accept']);
  return chosen.flatMap((text) => {
    const [unitId = '', deviceId = ''] = text.split(':');
    return isId(unitId) && isId(deviceId) ? [{ unitId, deviceId }] : [];
  });
}

/** The first reservation of this visit, as the form carries it on. */
function sinceOf(body: unknown): string | undefined {
  const since = (body as Record<string, unknown> | null)?.['depuis'];
  return isId(since) ? since : undefined;
}

export const ProposalExport = exportOf({
  query: ProposalPageQuery,
  right: READ.proposals,
  page: 'attributions',
  name: 'Attributions proposées',
  filename: 'attributions',
  reads: ProposalsService,
  read: (proposals, ctx, asked) => proposals.list(ctx.actor, asked),
  columns: [
    ['Structure', (p: ProposalView) => p.structure],
    ['Commune', (p) => p.commune],
    ['Demande', (p) => p.number],
    ['Type', (p) => categoryOf(p.category).short],
    ['Besoin', (p) => needsWords(p.needs)],
    ['Attend depuis (jours)', (p) => p.waitingDays],
    ['Appareil proposé', (p) => (p.device ? showAssetCode(p.device.code) : '')],
    ['Pourquoi', (p) => (p.missing ? missingWords(p.missing) : whysWords(p.why))],
    ['Quota pris', (p) => p.quota.used],
    ['Quota permis', (p) => p.quota.allowed],
  ],
});

/** From the stock to the structure: proposals with their reasons, reservations, deliveries. */
@ApiController('allocation')
export class AllocationsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly runs: MatchingRunsService,
    private readonly reservations: ReservationsService,
    private readonly queries: ReservationQueries,
    private readonly deliveries: DeliveriesService,
    private readonly transfers: TransferQueries,
    private readonly documents: DocumentsService,
  ) {}

  @Read(READ.proposals, { page: 'attributions' })
  async proposalsPage(@Context() ctx: Ctx, @Query() query: ProposalPageQuery): Promise<Answer> {
    return ctx.page(await this.table(ctx, query));
  }

  /** What the last run proposes for each approved unit that waits, and why, or why there is none. Reserves nothing. */
  @Read(READ.proposals, { api: 'proposals' })
  async propose(@Context() ctx: Ctx, @Query() query: ProposalQuery) {
    return json(200, await this.proposals.list(ctx.actor, query.asked));
  }

  /** What a person ticked of the table: those somebody else was faster with are left out. */
  @PostedForm(DEVICE_LIFECYCLE.right('reserve'), 'attributions')
  accept(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: (to) => ({
        text: 'Appareils réservés. Ils sont dans « À livrer ».',
        link: toDeliver(new URLSearchParams(to.split('?')[1]).get('depuis')),
      }),
      work: async (tx) => {
        const pairs = pairsOf(body);
        if (!pairs.length) throw new RuleBroken('allocation.nothing_chosen');
        const why = await this.proposals.reasonsOf(
          tx,
          pairs.map((p) => p.unitId),
        );
        const explained = pairs.map((p) => ({ ...p, why: why.get(`${p.unitId}:${p.deviceId}`) ?? [] }));
        const { skipped, first } = await this.reservations.accept(tx, ctx.actor, explained);
        return addressOf('/attributions', { depuis: sinceOf(body) ?? first, deja: skipped });
      },
      page: ({ problems = [] }) =>
        this.table(ctx, Object.assign(new ProposalPageQuery(), { depuis: sinceOf(body) }), problems),
    });
  }

  /** Asks the worker to compute anew who would get which device; while it does, the same run is answered. */
  @Act(DEVICE_LIFECYCLE.right('reserve'), { page: 'attributions/calculs', api: 'matching-runs' })
  compute(@Context() ctx: Ctx) {
    return ctx.act({
      status: 201,
      work: (tx) => this.runs.ask(tx, ctx.actor),
      to: () => '/attributions',
      done: { text: 'Calcul demandé.' },
      page: ({ problems }) => this.table(ctx, new ProposalPageQuery(), problems),
      view: (id) => this.runs.byId(ctx.actor, id),
    });
  }

  /** How far a run is. */
  @Read(READ.proposals, { api: 'matching-runs/:id' })
  async matchingRun(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.runs.byId(ctx.actor, id));
  }

  /** Stops a run; what the last one proposed stays. */
  @Act(DEVICE_LIFECYCLE.right('reserve'), { page: 'attributions/calculs/:id/arreter', api: 'matching-runs/:id/cancel' })
  stopRun(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      work: (tx) => this.runs.cancel(tx, ctx.actor, id),
      to: () => '/attributions',
      done: { text: 'Calcul arrêté.' },
      page: ({ problems }) => this.table(ctx, new ProposalPageQuery(), problems),
      view: () => this.runs.byId(ctx.actor, id),
    });
  }

  /** What is kept for whom now, by structure, 50 a page. */
  @Read(READ.requests, { api: 'reservations' })
  async reserved(@Context() ctx: Ctx, @Query() query: ReservationQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** Keeps devices for wanted units, all of them or none. */
  @Post('api/v1/reservations')
  @Policy(DEVICE_LIFECYCLE.right('reserve'))
  reserve(@Context() ctx: Ctx, @Body() body: ReserveDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        await this.reservations.reserve(tx, ctx.actor, body.pairs);
        return body.pairs.map((p) => p.deviceId).join(',');
      },
      show: async (ids) => ({ items: await this.queries.ofDevices(ctx.actor, ids.split(',')), next: null }),
    });
  }

  /** Lets a reserved device go; its unit waits for another. */
  @Act(DEVICE_LIFECYCLE.right('release'), {
    page: 'attributions/reservations/:id/liberer',
    api: 'reservations/:id/release',
  })
  release(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      done: 'Réservation levée. La demande attend un autre appareil.',
      work: (tx) => this.reservations.release(tx, ctx.actor, id),
      to: () => '/attributions/livraisons',
      view: () => this.queries.byId(ctx.actor, id),
      page: ({ problems }) => this.toDeliver(ctx, { problems }),
    });
  }

  @Read(READ.proposals, { page: 'attributions/livraisons' })
  async askDeliver(@Context() ctx: Ctx, @Query() query: ToDeliverQuery): Promise<Answer> {
    return ctx.page(await this.toDeliver(ctx, {}, query));
  }

  /** Sends reserved devices of one structure, with their delivery note. */
  @Act(WRITE.deliveries, { page: 'attributions/livraisons', api: 'deliveries', takes: DeliveryDto })
  deliver(@Context() ctx: Ctx) {
    return ctx.act({
      dto: DeliveryDto,
      fromForm: ({ devices }) => ({ deviceIds: texts(devices).filter(isId) }),
      done: (id) =>
        paperNotice(
          this.documents,
          ctx.actor,
          'Livraison prête à partir, avec son bon. La structure confirmera ce qu’elle reçoit.',
          { kind: 'transfer', id },
        ),
      work: async (tx, form) => (await this.deliveries.deliver(tx, ctx.actor, form)).transferId,
      to: (id) => `/lots/${id}`,
      view: (id) => this.transfers.get(ctx.actor, id),
      page: (again) => this.toDeliver(ctx, again),
    });
  }

  private async toDeliver(ctx: Ctx, { problems, values }: FormState = {}, query = new ToDeliverQuery()) {
    const { depuis: since, tout: all } = query;
    const [reserved, kept] = await Promise.all([
      this.queries.list(ctx.actor, { ...ctx.asked(query), state: 'reserved', limit: RESERVED_SHOWN }),
      since ? this.queries.keptSince(ctx.actor, since) : [],
    ]);
    const ticked = new Set([...kept, ...(values?.['devices']?.split(',') ?? [])]);
    return <DeliveriesPage {...{ reserved, problems, ticked, since, all, query }} />;
  }

  private async table(ctx: Ctx, query: ProposalPageQuery, problems: FormState['problems'] = []) {
    const asked = ctx.asked(query);
    const taken = /^\d{1,3}$/.test(asked.taken ?? '') ? Number(asked.taken) : 0;
    const [proposals, counts, runs] = await ctx.readTogether((on) =>
      Promise.all([
        this.proposals.list(ctx.actor, asked, on),
        this.proposals.counts(ctx.actor, on),
        this.runs.newest(ctx.actor, on),
      ]),
    );
    return (
      <ProposalsPage
        page={proposals}
        counts={counts}
        runs={runs}
        query={query}
        timeZone={ctx.bank.timeZone}
        problems={problems}
        skipped={taken ? plural(taken, 'proposition') : undefined}
        since={isId(asked.since) ? asked.since : undefined}
      />
    );
  }
}
