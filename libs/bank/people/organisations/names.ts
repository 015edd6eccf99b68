import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, RuleBroken } from '#platform/kernel';
import { NAME_REASONS, type NameReason } from '../word-lists.js';

export interface FormerName {
  readonly name: string;
  readonly reason: NameReason;
  /** Until when it was called so. */
  readonly until: Date;
}

/** What is renamed: an organisation or a place. */
export type Named = { readonly organisation: string } | { readonly place: string };

const pair = (of: Named): [string | null, string | null] =>
  'organisation' in of ? [of.organisation, null] : [null, of.place];

/** Keeps what something was called, before it gets its new name; papers already signed keep it too. @throws RuleBroken `people.name_reason_missing` */
export async function keepName(
  tx: EntityManager,
  actor: Actor,
  of: Named,
  name: string,
  reason: unknown,
): Promise<void> {
  mustSayWhy(reason);
  const by = actor.kind === 'member' || actor.kind === 'instance_admin' ? actor.userId : null;
  await run(
    tx,
    'INSERT INTO people.former_name (organisation_id, place_id, name, reason, changed_by) VALUES ($1, $2, $3, $4, $5)',
    [...pair(of), name, reason, by],
  );
}

/** @throws RuleBroken `people.name_reason_missing` */
export function mustSayWhy(reason: unknown): asserts reason is NameReason {
  if (!Object.hasOwn(NAME_REASONS, String(reason)))
    throw new RuleBroken('people.name_reason_missing', {}, 'nameReason');
}

/** Earlier names, newest first. */
export function formerNames(on: Reader, of: Named): Promise<FormerName[]> {
  return rows<FormerName>(
    on,
    `SELECT name, reason, at AS until FROM people.former_name
     WHERE organisation_id = $1::uuid OR place_id = $2::uuid ORDER BY id DESC LIMIT 50`,
    pair(of),
  );
}
