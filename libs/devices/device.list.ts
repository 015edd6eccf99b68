import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type PlannedPerCall, rows } from '#database';
import { type Actor, isBank, isId, type Page, pageOf, readCursor } from '#kernel';
import { CATEGORIES, type Category } from './categories.js';
import { STATE_NAMES, type State } from './device.lifecycle.js';
import type { DeviceListView } from './device.views.js';
import { searchPatterns } from './search-words.js';
import { organisationOf } from './visibility.js';

/** The filters of the device list, as they stand in the URL; what is not a known value is ignored. */
export interface DeviceFilters {
  readonly q?: string;
  readonly state?: string;
  readonly category?: string;
  readonly place?: string;
  readonly donation?: string;
  readonly after?: string;
}

/** Without its words Postgres walks all devices by id until the page is full; with them it looks up the rare ones. */
const PLANNED_FOR_THE_WORDS: PlannedPerCall = {
  plan: 'per call',
  because: 'how many devices hold the searched words decides where to begin',
};

/** The device list: newest first, one keyset page at a time, only what the actor sees now. */
@Injectable()
export class DeviceList {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** One page of what the actor sees; `limit` rows at most. */
  async page(actor: Actor, filters: DeviceFilters, limit = 50): Promise<Page<DeviceListView>> {
    const params: unknown[] = [];
    const value = (v: unknown) => `$${params.push(v)}`;
    const where: string[] = [];
    const states = (filters.state ?? '').split(',').filter((s): s is State => STATE_NAMES.includes(s as State));
    // `= value` and not `= ANY`: the index on (state, id) then gives the page already sorted.
    if (states.length === 1) where.push(`d.state = ${value(states[0])}`);
    if (states.length > 1) where.push(`d.state = ANY(${value(states)})`);
    if (CATEGORIES.some((c) => c.id === filters.category))
      where.push(`d.category = ${value(filters.category as Category)}`);
    if (isId(filters.place)) {
      const place = value(filters.place);
      where.push(
        `(d.place_id = ${place} OR d.container_id IN (SELECT c.id FROM devices.container c WHERE c.place_id = ${place}))`,
      );
    }
    if (isId(filters.donation)) where.push(`d.donation_id = ${value(filters.donation)}`);
    const cursor = readCursor(filters.after, 1)?.[0];
    if (isId(cursor)) where.push(`d.id < ${value(cursor)}`);
    if (!isBank(actor)) {
      where.push(
        `d.id IN (SELECT s.device_id FROM devices.sight s WHERE s.organisation_id = ${value(organisationOf(actor))})`,
      );
    }
    const patterns = searchPatterns(filters.q ?? '');
    for (const pattern of patterns) {
      where.push(`d.id IN (SELECT w.device_id FROM devices.device_search w WHERE w.words LIKE ${value(pattern)})`);
    }
    const found = await rows<DeviceListView>(
      this.db,
      `SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.grade, d.state, d.changed_at AS "changedAt",
         coalesce(p.name, pc.name) AS place, o.name AS holder
       FROM (SELECT d.* FROM devices.device d ${where.length ? `WHERE ${where.join(' AND ')}` : ''}
             ORDER BY d.id DESC LIMIT ${limit + 1}) d
       LEFT JOIN people.place p ON p.id = d.place_id
       LEFT JOIN devices.container c ON c.id = d.container_id LEFT JOIN people.place pc ON pc.id = c.place_id
       LEFT JOIN people.organisation o ON o.id = d.holder_org_id
       ORDER BY d.id DESC`,
      params,
      patterns.length ? PLANNED_FOR_THE_WORDS : undefined,
    );
    return pageOf(found, limit, (r) => [r.id]);
  }

  /** What is ready to be given, by category, the most first; the bank's alone. */
  async readyStock(actor: Actor): Promise<{ category: Category; count: number }[]> {
    if (!isBank(actor)) return [];
    return this.db.query(
      `SELECT category, count(*)::int AS count FROM devices.device WHERE state = 'in_stock' GROUP BY category ORDER BY 2 DESC, 1`,
    );
  }
}
