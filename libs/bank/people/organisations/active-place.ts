import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { isId } from '#platform/kernel';

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
