import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, READ, scopeOf } from '#platform/kernel';
import type { Found } from './findings.js';

/** A model whose devices break again and again, by the dated rule (`maintenance.model_series`). */
export interface ModelSeriesView {
  /** Make and model: the answer `model` of the list of faults. */
  readonly model: string;
  readonly faults: number;
  /** Different devices among them. */
  readonly devices: number;
  readonly lastAt: Date;
  /** What was found, the most frequent first; of the others nobody said yet. */
  readonly found: readonly { readonly found: Found; readonly faults: number }[];
}

@Injectable()
export class ModelSeriesQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Those of all faults, or of the structure's own; the most faults first, 200 at most. */
  list(actor: Actor): Promise<ModelSeriesView[]> {
    return rows<ModelSeriesView>(
      this.db,
      `SELECT s.model, s.faults, s.devices, s.last_at AS "lastAt",
         (SELECT coalesce(json_agg(json_build_object('found', f.found, 'faults', f.faults) ORDER BY f.faults DESC, f.found), '[]') FROM (
           SELECT t.found, count(*)::int AS faults FROM maintenance.ticket t WHERE t.id = ANY (s.tickets) AND t.found IS NOT NULL GROUP BY t.found) f) AS found
       FROM maintenance.model_series($1) s ORDER BY s.faults DESC, s.model LIMIT 200`,
      [scopeOf(actor, READ.tickets)],
    );
  }
}
