import { Controller, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DEVICE_FILTER_NAMES, DeviceList, DeviceQueries, readIdentifier } from '#bank/devices';
import { type DeviceBought, LockQueries, PurchaseQueries } from '#bank/intake';
import { type Answer, Context, Ctx, json, Read, seeOther } from '#platform/http';
import { may, READ, WRITE } from '#platform/kernel';
import { bulkVerbsOf } from '../../../bulk/web/bulk-bar.js';
import { DeviceListPage } from '../../list/web/device-list.page.js';
import { DeviceListQuery, DeviceQuery, HistoryPageQuery, HistoryQuery } from '../../web/devices.dto.js';
import { DeviceHistoryPage, DevicePage } from './device.page.js';
import { DeviceSections } from './device-sections.js';

const LATEST = 5;
const A_PAGE = 50;

/** Devices: found, read, with their past. What may be done with each comes with it. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller()
export class DevicesController {
  constructor(
    private readonly list: DeviceList,
    private readonly queries: DeviceQueries,
    private readonly sections: DeviceSections,
    private readonly locks: LockQueries,
    private readonly purchases: PurchaseQueries,
  ) {}

  @Read(READ.devices, { page: 'appareils' })
  async listPage(@Context() ctx: Ctx, @Query() query: DeviceListQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const plain = query.q && !query.after && !query.state && !DEVICE_FILTER_NAMES.some((name) => query[name]);
    const found = plain ? await this.queries.byIdentifier(ctx.actor, query.q!) : null;
    if (found?.kind === 'one') return seeOther(`/appareils/${found.code}`);
    const page = await this.list.counted(ctx.actor, asked);
    const prints = may(ctx.actor, WRITE.labels);
    if (found && !page.items.length && prints && readIdentifier(query.q!).kind !== 'other')
      return seeOther(`/dons/etiquettes/codes?code=${encodeURIComponent(query.q!)}`);
    const ready = page.items.filter((d) => d.state === 'in_stock').map((d) => d.id);
    return ctx.page(
      <DeviceListPage
        page={page}
        locked={await this.locks.locked(ready)}
        timeZone={ctx.bank.timeZone}
        query={query}
        verbs={bulkVerbsOf(ctx.actor, 'device')}
        prints={prints}
        takesOver={may(ctx.actor, WRITE.dataImport)}
        wrongCheck={found?.kind === 'wrong_check' && !page.items.length}
      />,
    );
  }

  /** Devices the token's organisation sees, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.devices, { api: 'devices' })
  async index(@Context() ctx: Ctx, @Query() query: DeviceListQuery) {
    return json(200, await this.list.page(ctx.actor, query.asked, query.asked.limit));
  }

  @Read(READ.devices, { page: 'appareils/:code' })
  async showPage(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    if (device.code !== code) return seeOther(`/appareils/${device.code}`);
    const [past, parts, locked] = await ctx.readTogether((on) =>
      Promise.all([
        this.queries.timeline(ctx.actor, device.id, { limit: LATEST + 1 }, on),
        device.custodyEnded ? null : this.sections.of(ctx, device, on),
        device.state === 'in_stock' ? this.locks.locked([device.id], on) : null,
      ]),
    );
    return ctx.page(
      <DevicePage
        device={device}
        timeline={past.slice(0, LATEST)}
        more={past.length > LATEST}
        timeZone={ctx.bank.timeZone}
        parts={parts || undefined}
        locked={locked?.has(device.id) ?? false}
      />,
    );
  }

  /**
   * One device by its code (any spelling) or id, with its media and what may be done with it now; with `events`, its latest history
   * too, of which `/events` gives the rest. To those who read donations, `purchase` tells how it was bought.
   */
  @Read(READ.devices, { api: 'devices/:code' })
  async show(@Context() ctx: Ctx, @Param('code') code: string, @Query() query: DeviceQuery) {
    const device = await this.queries.whole(ctx.actor, code, query.events);
    const hidden = device.custodyEnded || !may(ctx.actor, READ.donations);
    const bought = hidden ? null : await this.purchases.of(ctx.actor, [device.id]);
    const answer: Awaited<ReturnType<DeviceQueries['whole']>> & { readonly purchase?: DeviceBought | null } = {
      ...device,
      ...(bought ? { purchase: bought.get(device.id) ?? null } : {}),
    };
    return json(200, answer);
  }

  @Read(READ.devices, { page: 'appareils/:code/histoire' })
  async historyPage(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Query() { avant: before }: HistoryPageQuery,
  ): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    const past = await this.queries.timeline(ctx.actor, device.id, { limit: A_PAGE + 1, before });
    return ctx.page(
      <DeviceHistoryPage
        device={device}
        timeline={past.slice(0, A_PAGE)}
        more={past.length > A_PAGE}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  /** Its history, newest first; `before` is the id of the last event read. */
  @Read(READ.devices, { api: 'devices/:code/events' })
  async events(@Context() ctx: Ctx, @Param('code') code: string, @Query() { before }: HistoryQuery) {
    const device = await this.queries.get(ctx.actor, code);
    const items = await this.queries.timeline(ctx.actor, device.id, { limit: A_PAGE, before });
    return json(200, { items, next: items.length === A_PAGE ? items.at(-1)!.id : null });
  }
}
