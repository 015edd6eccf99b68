import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { bankYear, TODAY } from '#bank/people';
import { mapConstraint, type Reader, rowOf, rows } from '#platform/database';
import {
  type Actor,
  actorColumns,
  mustHave,
  NotFound,
  newId,
  READ,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#platform/kernel';
import { isRequestable, type Requestable } from '../requests/needs.js';
import { Quota } from './quota.entity.js';

export interface QuotaView {
  readonly id: string;
  readonly structureId: string;
  readonly structure: string;
  readonly category: Requestable;
  /** Calendar days in the bank's time zone, both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly allowed: number;
  readonly used: number;
  /** When it was set last. */
  readonly setAt: Date;
  /** What it said before its last change; null: it never changed. */
  readonly before: QuotaBefore | null;
}

export interface QuotaBefore {
  readonly structure: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly allowed: number;
  readonly until: string;
}

export const isAllowed = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 100_000;

mapConstraint('quota_not_passed', 'allocation.quota_passed');
mapConstraint('quota_one_per_day', 'allocation.quota_overlaps', 'startsOn');

/** Shown at once; an export says all. */
const MOST = 2_000;

const VIEW = `q.id, q.structure_id AS "structureId", o.name AS structure, q.category, q.starts_on::text AS "startsOn",
  q.ends_on::text AS "endsOn", q.allowed, q.used, q.set_at AS "setAt",
  (SELECT json_build_object('structure', w.name, 'startsOn', c.starts_on, 'endsOn', c.ends_on, 'allowed', c.allowed, 'until', c.at)
   FROM allocation.quota_change c JOIN people.organisation w ON w.id = c.structure_id WHERE c.quota_id = q.id ORDER BY c.id DESC LIMIT 1) AS before`;

/** How many devices of each category a structure may be given in a period. */
@Injectable()
export class QuotasService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Sets what a structure may have in a calendar year (or in the given days): a new quota, or another number in an existing one.
   * @returns the quota's id, and whether it says something new: the number it had already is not set again
   * @throws RuleBroken `allocation.quota_below_used` (already more given), `allocation.quota_overlaps` (another period holds
   *   some of these days), `allocation.quota_invalid`; NotFound when it is no structure.
   */
  async set(
    tx: EntityManager,
    actor: Actor,
    input: { structureId: string; category: string; startsOn: string; endsOn: string; allowed: number },
  ): Promise<{ readonly id: string; readonly changed: boolean }> {
    if (!isRequestable(input.category)) throw new RuleBroken('allocation.category_unknown', {}, 'category');
    if (!isAllowed(input.allowed)) throw new RuleBroken('allocation.quota_invalid', {}, 'allowed');
    if (input.startsOn > input.endsOn) throw new RuleBroken('allocation.period_backwards', {}, 'endsOn');
    const structure = await rowOf<{ id: string }>(
      tx,
      `SELECT people.structure_stands(id) AS id FROM people.organisation WHERE id = $1 AND kind = 'structure'`,
      [input.structureId],
      { structure: input.structureId },
    );
    const [membership] = actorColumns(actor);
    const structureId = structure.id;
    const { category, startsOn, endsOn, allowed } = input;
    const [known] = await rows<{ id: string; used: number; allowed: number }>(
      tx,
      `SELECT id, used, allowed FROM allocation.quota WHERE structure_id = $1 AND category = $2 AND starts_on = $3 AND ends_on = $4 FOR UPDATE`,
      [structureId, category, startsOn, endsOn],
    );
    if (known) {
      if (known.allowed === allowed) return { id: known.id, changed: false };
      if (known.used > allowed) throw new RuleBroken('allocation.quota_below_used', { used: known.used }, 'allowed');
      await tx.update(Quota, { id: known.id }, { allowed, setBy: membership, setAt: () => 'platform.now()' });
      return { id: known.id, changed: true };
    }
    const id = newId();
    await tx.insert(Quota, { id, structureId, category, startsOn, endsOn, allowed, setBy: membership });
    return { id, changed: true };
  }

  /**
   * Gives a quota the number that it had before it was set at `setAt`: none where it was new. `why` it stays, where it does: devices were
   * counted in it, or somebody set it since.
   */
  async takeBack(
    tx: EntityManager,
    actor: Actor,
    id: string,
    setAt: string,
  ): Promise<{
    readonly quota: QuotaView;
    readonly why: 'allocation.quota_in_use' | 'allocation.quota_set_since' | null;
  }> {
    const [quota] = await rows<QuotaView & { previous: number; since: boolean }>(
      tx,
      `SELECT ${VIEW}, coalesce((SELECT c.allowed FROM allocation.quota_change c WHERE c.quota_id = q.id AND c.at = q.set_at ORDER BY c.id LIMIT 1), 0) AS previous, q.set_at <> $2::timestamptz AS since
       FROM allocation.quota q JOIN people.organisation o ON o.id = q.structure_id WHERE q.id = $1 FOR UPDATE OF q`,
      [id, setAt],
    );
    if (!quota) throw new NotFound('quota');
    if (quota.since) return { quota, why: 'allocation.quota_set_since' };
    if (quota.used > quota.previous) return { quota, why: 'allocation.quota_in_use' };
    const [membership] = actorColumns(actor);
    await tx.update(Quota, { id }, { allowed: quota.previous, setBy: membership, setAt: () => 'platform.now()' });
    return { quota, why: null };
  }

  /** A calendar year, today's in the bank's time zone when none is asked for: the period that pages offer. */
  async period(asked?: number, on: Reader = this.db): Promise<{ startsOn: string; endsOn: string; year: number }> {
    const year = asked ?? (await bankYear(on));
    return { year, startsOn: `${year}-01-01`, endsOn: `${year}-12-31` };
  }

  /** The years that have quotas the actor reads, this one (`current`) and the next, in order. */
  async years(actor: Actor): Promise<{ years: number[]; current: number }> {
    const found = await rows<{ year: number; current: boolean }>(
      this.db,
      `WITH t AS (SELECT extract(year FROM ${TODAY})::int AS year)
       SELECT y.year, y.year = t.year AS current FROM t CROSS JOIN LATERAL (
         SELECT generate_series(extract(year FROM q.starts_on)::int, extract(year FROM q.ends_on)::int) AS year
         FROM allocation.quota q WHERE $1::uuid IS NULL OR q.structure_id = $1
         UNION SELECT generate_series(t.year, t.year + 1)) y ORDER BY y.year`,
      [scopeOf(actor, READ.quotas)],
      { plan: 'per call', because: 'who sees all and who sees their own need different plans' },
    );
    return { years: found.map(({ year }) => year), current: found.find(({ current }) => current)!.year };
  }

  /** Quotas of the year (this one by default): all for the bank, one's own for a structure. At most 2,000 where `limit` does not say all. */
  async list(
    actor: Actor,
    filter: { year?: number | undefined; structureId?: string; limit?: null } = {},
    on: Reader = this.db,
  ): Promise<QuotaView[]> {
    const structureId = scopeOf(actor, READ.quotas) ?? filter.structureId ?? null;
    return rows<QuotaView>(
      on,
      `SELECT ${VIEW} FROM allocation.quota q JOIN people.organisation o ON o.id = q.structure_id
       WHERE ($1::uuid IS NULL OR q.structure_id = $1)
         AND daterange(q.starts_on, q.ends_on, '[]') && daterange(make_date(coalesce($2, extract(year FROM ${TODAY})::int), 1, 1),
           make_date(coalesce($2, extract(year FROM ${TODAY})::int), 12, 31), '[]')
       ORDER BY o.name, q.structure_id, q.category, q.starts_on LIMIT $3`,
      [structureId, filter.year ?? null, filter.limit === null ? null : MOST],
    );
  }

  /** The quotas that a structure's approvals of today count in. */
  async today(actor: Actor, structureId: string): Promise<QuotaView[]> {
    mustHave(actor, READ.quotas);
    return rows<QuotaView>(
      this.db,
      `SELECT ${VIEW} FROM allocation.quota q JOIN people.organisation o ON o.id = q.structure_id
       WHERE q.structure_id = coalesce($2, $1::uuid) AND ${TODAY} BETWEEN q.starts_on AND q.ends_on ORDER BY q.category`,
      [structureId, scopeOf(actor, READ.quotas)],
    );
  }

  /** One quota. @throws NotFound for another structure's. */
  async byId(actor: Actor, id: string): Promise<QuotaView> {
    const row = await rowOf<QuotaView>(
      this.db,
      `SELECT ${VIEW} FROM allocation.quota q JOIN people.organisation o ON o.id = q.structure_id
       WHERE q.id = $1 AND ($2::uuid IS NULL OR q.structure_id = $2)`,
      [id, scopeOf(actor, READ.quotas)],
      { quota: id },
    );
    return row;
  }
}

export interface QuotaToCopy
  extends Pick<QuotaView, 'structureId' | 'structure' | 'category' | 'startsOn' | 'endsOn' | 'allowed'> {
  /** The number of a quota that holds some of these days already: it stays; null: there is none. */
  readonly there: number | null;
  readonly closed: boolean;
}

export const isCopied = ({ there, closed }: QuotaToCopy): boolean => there === null && !closed;

/** A year's quotas, begun from those of the year before. */
@Injectable()
export class QuotaYearsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What would be copied from a year to the next, and what not. Numbers of zero are not: without a quota, there is none. */
  async preview(actor: Actor, year: number, on: Reader = this.db): Promise<QuotaToCopy[]> {
    mustHave(actor, WRITE.quotas);
    return rows<QuotaToCopy>(
      on,
      `SELECT q.structure_id AS "structureId", o.name AS structure, q.category, n.starts_on::text AS "startsOn", n.ends_on::text AS "endsOn",
         q.allowed, NOT o.active AS closed,
         (SELECT min(t.allowed) FROM allocation.quota t WHERE t.structure_id = q.structure_id AND t.category = q.category
            AND daterange(t.starts_on, t.ends_on, '[]') && daterange(n.starts_on, n.ends_on, '[]')) AS there
       FROM allocation.quota q JOIN people.organisation o ON o.id = q.structure_id
         CROSS JOIN LATERAL (SELECT (q.starts_on + interval '1 year')::date AS starts_on, (q.ends_on + interval '1 year')::date AS ends_on) n
       WHERE q.allowed > 0 AND q.starts_on BETWEEN make_date($1, 1, 1) AND make_date($1, 12, 31)
       ORDER BY o.name, q.structure_id, q.category, q.starts_on LIMIT 5000`,
      [year],
      { plan: 'per call', because: 'many years have no quota, this one has one of every structure' },
    );
  }

  /**
   * Copies a year's quotas to the next: those that the preview says, all or none.
   * @returns how many. @throws RuleBroken `allocation.no_quota_to_copy`, `allocation.quota_overlaps` when somebody sets one at that moment
   */
  async copy(tx: EntityManager, actor: Actor, year: number): Promise<number> {
    const wanted = (await this.preview(actor, year, tx)).filter(isCopied);
    if (!wanted.length) throw new RuleBroken('allocation.no_quota_to_copy', { year });
    const [setBy] = actorColumns(actor);
    await tx.insert(
      Quota,
      wanted.map(({ structureId, category, startsOn, endsOn, allowed }) => ({
        id: newId(),
        structureId,
        category,
        startsOn,
        endsOn,
        allowed,
        setBy,
      })),
    );
    return wanted.length;
  }
}
