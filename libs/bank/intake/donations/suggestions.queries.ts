import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Category } from '#bank/devices';
import { rows } from '#platform/database';
import { type Actor, mustHave, READ, scopeOf } from '#platform/kernel';

export interface Suggestion {
  readonly make: string;
  readonly model: string;
  readonly uses: number;
}

/** What the newest donations held, by two indexes: DONATIONS × DEVICES rows at most. What another organisation wrote is not offered. */
const LATELY = `
  WITH lately AS (SELECT n.id FROM intake.donation n WHERE $1::uuid IS NULL OR n.organisation_id = $1 ORDER BY n.id DESC LIMIT $2),
  seen AS (SELECT d.category, d.make, d.model FROM lately n CROSS JOIN LATERAL (
    SELECT x.category, x.make, x.model FROM devices.device x WHERE x.donation_id = n.id LIMIT $3) d WHERE d.make <> ''),
  spelled AS (SELECT category, make, model, count(*)::int AS uses FROM seen GROUP BY category, make, model),
  counted AS (SELECT category, (array_agg(make ORDER BY uses DESC))[1] AS make, (array_agg(model ORDER BY uses DESC))[1] AS model,
    sum(uses)::int AS uses FROM spelled GROUP BY category, lower(make), lower(model)),
  ranked AS (SELECT c.*, row_number() OVER (PARTITION BY category ORDER BY uses DESC, make, model) AS rank FROM counted c)
  SELECT category, make, model, uses FROM ranked WHERE rank <= $4 ORDER BY category, rank`;
const DONATIONS = 60;
const DEVICES = 200;
const PER_CATEGORY = 60;

/** What is offered while somebody types a make or a model. */
@Injectable()
export class SuggestionQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** By category, the most frequent first; a collection point gets what it logged itself. @throws NotFound without a role at intake */
  async byCategory(actor: Actor): Promise<Partial<Record<Category, Suggestion[]>>> {
    mustHave(actor, READ.donations);
    const lately = await rows<Suggestion & { category: Category }>(this.db, LATELY, [
      scopeOf(actor, READ.donations),
      DONATIONS,
      DEVICES,
      PER_CATEGORY,
    ]);
    const found: Partial<Record<Category, Suggestion[]>> = {};
    for (const { category, ...one } of lately) found[category] = [...(found[category] ?? []), one];
    return found;
  }
}
