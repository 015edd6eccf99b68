import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rowOf, rows, run } from '#platform/database';
import { newId, RuleBroken } from '#platform/kernel';

/** What somebody narrows a list to, under a name of theirs. */
export interface SavedFilter {
  readonly id: string;
  readonly list: string;
  readonly query: string;
  readonly name: string;
}

/** More would be a list that one has to search. */
const MOST = 30;

/** Filters that a person names: theirs alone, on every list, until the account ends. */
@Injectable()
export class SavedFiltersService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  of(userId: string): Promise<SavedFilter[]> {
    return rows<SavedFilter>(
      this.db,
      'SELECT f.id, f.list, f.query, f.name FROM people.saved_filter f WHERE f.user_id = $1 ORDER BY f.list, f.name',
      [userId],
    );
  }

  /** In place of one of the same name of the same list. @throws RuleBroken `people.filter_asks_nothing`, `people.too_many_filters` */
  async save(
    tx: EntityManager,
    userId: string,
    { list, query, name }: { readonly list: string; readonly query: string; readonly name: string },
  ): Promise<void> {
    if (!query || !/^\/[a-z][a-z0-9/-]*$/.test(list)) throw new RuleBroken('people.filter_asks_nothing');
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const others = await run(tx, 'SELECT 1 FROM people.saved_filter WHERE user_id = $1 AND (list, name) <> ($2, $3)', [
      userId,
      list,
      name,
    ]);
    if (others >= MOST) throw new RuleBroken('people.too_many_filters', { most: MOST }, 'name');
    await run(
      tx,
      `INSERT INTO people.saved_filter (id, user_id, list, query, name) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT saved_filter_once DO UPDATE SET query = excluded.query`,
      [newId(), userId, list, query, name],
    );
  }

  /** @returns its list @throws NotFound, also for another's */
  async remove(tx: EntityManager, userId: string, id: string): Promise<string> {
    const removed = await rowOf<{ list: string }>(
      tx,
      'DELETE FROM people.saved_filter WHERE id = $1 AND user_id = $2 RETURNING list',
      [id, userId],
      { 'saved filter': id },
    );
    return removed.list;
  }
}
