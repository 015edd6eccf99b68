import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rowOf, rows, run } from '#platform/database';
import { type Actor, isId, memberWith, RuleBroken, WRITE } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import type { NameReason, PlaceKind } from '../word-lists.js';
import { type FormerName, formerNames, keepName } from './names.js';

export interface PlaceDetail {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly parentId: string | null;
  readonly active: boolean;
  readonly formerNames: readonly FormerName[];
  /** When it was opened, closed and opened again, newest first. */
  readonly events: readonly { readonly verb: string; readonly at: Date; readonly by: string | null }[];
}

type Row = Omit<PlaceDetail, 'formerNames' | 'events'>;

/** A place that is called otherwise now, or serves no more: put right by its organisation. */
@Injectable()
export class PlacesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** One of one's own places, open or closed. @throws NotFound */
  async byId(actor: Actor, id: string): Promise<PlaceDetail> {
    const place = await this.own(this.db, actor, id);
    const events = await rows<PlaceDetail['events'][number]>(
      this.db,
      `SELECT e.verb, e.at, u.name AS by FROM people.audit_entry e LEFT JOIN people.app_user u ON u.id = e.user_id
       WHERE e.subject_id = $1 AND e.subject_kind = 'place' ORDER BY e.id DESC LIMIT 50`,
      [id],
    );
    return { ...place, formerNames: await formerNames(this.db, { place: id }), events };
  }

  async closed(actor: Actor): Promise<{ id: string; name: string; kind: PlaceKind }[]> {
    return rows<{ id: string; name: string; kind: PlaceKind }>(
      this.db,
      'SELECT id, name, kind FROM people.place WHERE organisation_id = $1 AND NOT active ORDER BY name LIMIT 500',
      [memberWith(actor, WRITE.ownOrganisation).organisationId],
    );
  }

  /** What it was called stays readable. @throws NotFound; RuleBroken `people.same_name`, `people.name_reason_missing`, `people.place_name_taken` */
  async rename(
    tx: EntityManager,
    actor: Actor,
    id: string,
    to: { readonly name: string; readonly nameReason: NameReason },
  ): Promise<void> {
    const place = await this.own(tx, actor, id, true);
    const name = to.name.trim();
    if (name === place.name) throw new RuleBroken('people.same_name', {}, 'name');
    await keepName(tx, actor, { place: id }, place.name, to.nameReason);
    await run(tx, 'UPDATE people.place SET name = $2 WHERE id = $1', [id, name]);
    await audit(tx, actor, 'rename', { kind: 'place', id });
  }

  /**
   * Nothing is put there any more, nor in what is in it. @throws NotFound; RuleBroken `people.place_holds` (facts `held`, `count`),
   * `people.place_last`, `people.place_not_now`
   */
  async close(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const place = await this.own(tx, actor, id, true);
    if (!place.active) throw new RuleBroken('people.place_not_now');
    const closed = await rows<{ id: string }>(
      tx,
      'SELECT id FROM people.place WHERE id IN (SELECT people.places_below($1)) AND active ORDER BY id FOR UPDATE',
      [id],
    );
    await run(tx, 'UPDATE people.place SET active = false WHERE id = ANY ($1::uuid[])', [closed.map((p) => p.id)]);
    for (const one of closed) await audit(tx, actor, 'close', { kind: 'place', id: one.id });
  }

  /** It serves again; what is in it opens by itself, one by one. @throws NotFound; RuleBroken `people.place_parent_closed`, `people.place_not_now` */
  async reopen(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const place = await this.own(tx, actor, id, true);
    if (place.active) throw new RuleBroken('people.place_not_now');
    if (place.parentId && !(await this.own(tx, actor, place.parentId, true)).active)
      throw new RuleBroken('people.place_parent_closed');
    await run(tx, 'UPDATE people.place SET active = true WHERE id = $1', [id]);
    await audit(tx, actor, 'reopen', { kind: 'place', id });
  }

  /** `lock`: for a change. Who closes the last two sites at once waits for the other at their organisation. */
  private async own(on: Reader, actor: Actor, id: string, lock = false): Promise<Row> {
    const { organisationId } = memberWith(actor, WRITE.ownOrganisation);
    if (lock)
      await run(on as EntityManager, 'SELECT 1 FROM people.organisation WHERE id = $1 FOR UPDATE', [organisationId]);
    const place = await rowOf<Row>(
      on,
      'SELECT id, kind, name, parent_id AS "parentId", active FROM people.place WHERE id = $1 AND organisation_id = $2',
      [id, organisationId],
      { place: id },
    );
    return place;
  }
}

/** The id of a place that serves, if it is one of the organisation's; null for any other, and for what is no id. */
export async function activePlace(
  tx: EntityManager,
  organisationId: string,
  placeId: string | undefined,
): Promise<string | null> {
  const [place] = isId(placeId)
    ? await rows<{ id: string }>(tx, 'SELECT id FROM people.place WHERE id = $1 AND organisation_id = $2 AND active', [
        placeId,
        organisationId,
      ])
    : [];
  return place?.id ?? null;
}
