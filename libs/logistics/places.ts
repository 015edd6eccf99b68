import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { isId, RuleBroken } from '#kernel';

/** The id of a place that serves, if it is one of the organisation's. @throws RuleBroken `logistics.place_unknown`, beside `field` */
export async function placeOf(
  tx: EntityManager,
  organisationId: string,
  placeId: string,
  field = 'placeId',
): Promise<string> {
  const [place] = await rows<{ id: string }>(
    tx,
    'SELECT id FROM people.place WHERE id = $1 AND organisation_id = $2 AND active',
    [isId(placeId) ? placeId : null, organisationId],
  );
  if (!place) throw new RuleBroken('logistics.place_unknown', {}, field);
  return place.id;
}
