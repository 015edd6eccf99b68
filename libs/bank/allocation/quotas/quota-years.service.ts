import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, actorColumns, mustHave, newId, RuleBroken, WRITE } from '#platform/kernel';
import { Quota } from './quota.entity.js';
import type { QuotaView } from './quotas.service.js';

/** A quota of one year as the next would have it. */
export interface QuotaToCopy
  extends Pick<QuotaView, 'structureId' | 'structure' | 'category' | 'startsOn' | 'endsOn' | 'allowed'> {
  /** The number of a quota that holds some of these days already: it stays; null: there is none. */
  readonly there: number | null;
  /** The structure is closed: it gets none. */
  readonly closed: boolean;
}

/** Whether a quota is copied. */
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
