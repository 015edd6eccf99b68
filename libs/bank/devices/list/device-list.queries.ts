import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { asShown, type CountedPage, placeIn, type Reader, readTogether, rows, type Sorted } from '#platform/database';
import { type Actor, isId, may, mayAll, organisationOf, type Page, pageOf, READ } from '#platform/kernel';
import type { Category } from '../device/categories.js';
import { STATE_NAMES, type State } from '../device/device.lifecycle.js';
import type { DeviceListView } from '../device/device.views.js';
import { type DeviceConditions, IDS, LIST } from './device-list.statements.js';
import {
  asksFor,
  DEVICE_FILTER_NAMES,
  type DeviceFilter,
  type DeviceSort,
  deviceSort,
  USUAL_SORT,
} from './device-listing.js';
import { searchPatterns } from './search-words.js';

export interface DeviceFilters extends Readonly<Partial<Record<DeviceFilter, string>>> {
  readonly q?: string;
  readonly state?: string;
  readonly only?: readonly string[];
  readonly sort?: DeviceSort;
  /** Where the page before ended, in the same order. */
  readonly cursor?: string | undefined;
}

const COUNT_MS = 30_000;
const COUNTS_KEPT = 500;

/** A page of devices, with how many there are in all where that was asked and the page does not show it. */
export type DevicePage = CountedPage<DeviceListView>;

/** The device list: newest first unless another order is asked for, one keyset page at a time, only what the actor sees now. */
@Injectable()
export class DeviceList {
  private readonly counts = new Map<string, { readonly total: number; readonly until: number }>();

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async page(actor: Actor, filters: DeviceFilters, limit = 50): Promise<Page<DeviceListView>> {
    const { items, next } = await this.read(actor, filters, limit, false);
    return { items, next };
  }

  /** With how many there are, counted only of a full first page. Of a long list the count is kept for half a minute: it costs more than the page. */
  async counted(actor: Actor, filters: DeviceFilters, limit = 50): Promise<DevicePage> {
    const { sort: _, cursor: __, ...kept } = filters;
    const key = JSON.stringify([this.conditionsOf(actor, kept), limit]);
    const known = this.counts.get(key);
    const fresh = known && known.until > performance.now() ? known.total : null;
    const page = await this.read(actor, filters, limit, fresh === null);
    if (!page.next || filters.cursor) return page;
    if (fresh !== null) return { ...page, total: fresh };
    if (this.counts.size >= COUNTS_KEPT) this.counts.clear();
    if (page.total !== null) this.counts.set(key, { total: page.total, until: performance.now() + COUNT_MS });
    return page;
  }

  /** Oldest first. @param upTo the newest id that counts @param most no more than these. */
  async ids(actor: Actor, filters: DeviceFilters, upTo: string, most: number, on: Reader = this.db): Promise<string[]> {
    const { text, values, options } = IDS({ ...this.conditionsOf(actor, filters), upTo }, most);
    return (await rows<{ id: string }>(on, text, values, options)).map(({ id }) => id);
  }

  private async read(actor: Actor, filters: DeviceFilters, limit: number, counts: boolean): Promise<DevicePage> {
    const sort = filters.sort ?? USUAL_SORT;
    const beyond = placeIn(sort, deviceSort(sort), filters.cursor);
    const kept = { ...this.conditionsOf(actor, filters), ...(beyond ? { beyond } : {}) };
    const { text, values, options } = LIST(kept, sort, limit + 1, counts && !beyond);
    const found = await readTogether(this.db, (on) => rows<DeviceListView & Sorted>(on, text, values, options));
    const page = pageOf(found, limit, (r) => [sort, ...r.sortedBy, r.id]);
    const total = found[0]?.total ?? (beyond ? null : found.length);
    return { items: asShown<DeviceListView>(page.items), next: page.next, total };
  }

  private conditionsOf(actor: Actor, filters: DeviceFilters): DeviceConditions {
    const states = (filters.state ?? '').split(',').filter((s): s is State => STATE_NAMES.includes(s as State));
    const patterns = searchPatterns(filters.q ?? '');
    const asked = DEVICE_FILTER_NAMES.filter((name) => asksFor(name, filters[name]));
    return {
      ...(states.length === 1 ? { state: states[0]! } : {}),
      ...(states.length > 1 ? { states } : {}),
      ...Object.fromEntries(asked.map((name) => [name, filters[name]])),
      ...(mayAll(actor, READ.devices) ? {} : { seenBy: organisationOf(actor) }),
      ...(patterns.length ? { patterns } : {}),
      ...(filters.only ? { only: filters.only.filter(isId) } : {}),
    };
  }

  async readyStock(actor: Actor, on: Reader = this.db): Promise<ReadyStock[]> {
    if (!may(actor, READ.proposals)) return [];
    return rows<ReadyStock>(
      on,
      `SELECT d.category, CASE WHEN o.kind <> 'bank' THEN o.name END AS at, count(*)::int AS count
       FROM devices.device d JOIN people.organisation o ON o.id = d.holder_org_id
       WHERE d.state = 'in_stock' AND NOT d.in_deposit GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    );
  }
}

/** Ready devices of a category: at the bank, or (`at`) at a workshop, from where they are fetched. */
export interface ReadyStock {
  readonly category: Category;
  readonly at: string | null;
  readonly count: number;
}
