import { Post } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { RequestQueries } from '#bank/allocation';
import { BULK_LIFECYCLE, BULK_VERB_NAMES, BulkQueries, BulkService, bulkVerb, MOST_THINGS } from '#bank/bulk';
import { DeviceList } from '#bank/devices';
import { SimQueries } from '#bank/sims';
import { type Answer, ApiController, Context, Ctx, Policy, PostedForm, readListQuery, seeOther } from '#platform/http';
import { newId, type Page, RuleBroken } from '#platform/kernel';
import { addressOf } from '#platform/ui';
import { RequestPageQuery } from '../../allocation/requests/web/request-list.page.js';
import { DeviceListQuery } from '../../devices/web/devices.dto.js';
import { SimPageQuery } from '../../sims/web/sim-list.page.js';
import { BulkDto } from './bulk.dto.js';
import { ChooseAgainPage } from './bulk.page.js';
import { EXPORTS, listOf } from './bulk-bar.js';

const PREPARES = BULK_LIFECYCLE.right('prepare');
const list = (posted: unknown): string[] => [posted ?? []].flat().map(String);

@ApiController('bulk-acts')
export class BulkChoosingController {
  constructor(
    private readonly bulk: BulkService,
    private readonly queries: BulkQueries,
    private readonly devices: DeviceList,
    private readonly requests: RequestQueries,
    private readonly sims: SimQueries,
  ) {}

  /** The form under a list. Exports, and labels of a few, have pages of their own. */
  @PostedForm(PREPARES, 'actions-groupees')
  async choose(@Context() ctx: Ctx): Promise<Answer> {
    const { what, filter, all } = ctx.posted;
    const ids = list(ctx.posted['ids']);
    const format = EXPORTS.find(({ value }) => value === what)?.value;
    if (format && (all || ids.length)) {
      const kept = all ? Object.fromEntries(new URLSearchParams(String(filter ?? ''))) : { only: ids.join(',') };
      return seeOther(addressOf('/appareils/export', { ...kept, format }));
    }
    if (what === 'print_labels' && !all && ids.length)
      return seeOther(addressOf('/dons/etiquettes/impression', { appareils: ids.join(',') }));
    return this.prepare(ctx) as Promise<Answer>;
  }

  /**
   * Prepares an act on many things, chosen one by one (`ids`) or all that the list keeps (`filter`). Nothing happens before it is
   * confirmed. `approve` is of requests, `allot_sims`, `call_back_sims` and `end_sims` of SIM cards, everything else of devices.
   */
  @Post('api/v1/bulk-acts')
  @Policy(PREPARES)
  @ApiBody({ type: BulkDto })
  prepare(@Context() ctx: Ctx) {
    return ctx.act({
      dto: BulkDto,
      fromForm: ({ what, ids, all, filter, upTo }) => ({
        what,
        ...(all ? { filter: filter ?? '' } : { ids: list(ids) }),
        ...(upTo ? { upTo } : {}),
      }),
      work: async (tx, form) => {
        const { what, ids, filter, upTo } = form;
        const selection = ids ? {} : Object.fromEntries(new URLSearchParams(filter ?? ''));
        const chosen =
          ids ?? (filter === undefined ? [] : await this.matching(tx, ctx, form, selection, upTo ?? newId()));
        return this.bulk.prepare(tx, ctx.actor, { verb: what, ids: chosen, selection });
      },
      to: (id) => `/actions-groupees/${id}`,
      view: (id) => this.queries.byId(ctx.actor, id),
      page: ({ problems = [] }) => (
        <ChooseAgainPage
          problems={problems}
          back={listOf({ verb: BULK_VERB_NAMES.find((verb) => verb === ctx.posted['what']) ?? 'move' }).href}
        />
      ),
    });
  }

  private async matching(
    tx: EntityManager,
    ctx: Ctx,
    { what }: BulkDto,
    asked: Record<string, string>,
    upTo: string,
  ): Promise<string[]> {
    const { sort: _, after: __, apres: ___, ...kept } = asked;
    const { subject } = bulkVerb(what);
    if (subject === 'device') {
      const { asked: devices } = await readListQuery(DeviceListQuery, kept);
      return this.devices.ids(ctx.actor, devices, upTo, MOST_THINGS + 1, tx);
    }
    if (subject === 'sim') {
      const sims = (await readListQuery(SimPageQuery, kept)).asked;
      return idsOf(upTo, (part) => this.sims.ids(ctx.actor, { ...sims, ...part }, tx));
    }
    const requests = (await readListQuery(RequestPageQuery, kept)).asked;
    return idsOf(upTo, (part) => this.requests.list(ctx.actor, { ...requests, ...part }, tx));
  }
}

async function idsOf(
  upTo: string,
  read: (part: { cursor: string | undefined; limit: number }) => Promise<Page<{ readonly id: string }>>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read({ cursor, limit: 1_000 });
    ids.push(...page.items.filter(({ id }) => id <= upTo).map(({ id }) => id));
    if (ids.length > MOST_THINGS) throw new RuleBroken('bulk.too_many', { most: MOST_THINGS }, 'ids');
    if (!page.next) return ids;
    cursor = page.next;
  }
}
