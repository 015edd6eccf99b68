import type { EntityManager } from 'typeorm';
import { activePlace } from '#bank/people';
import { RuleBroken } from '#platform/kernel';

/** The id of a place that serves, if it is one of the organisation's. @throws RuleBroken `logistics.place_unknown`, beside `field` */
export async function placeOf(
  tx: EntityManager,
  organisationId: string,
  placeId: string,
  field = 'placeId',
): Promise<string> {
  const place = await activePlace(tx, organisationId, placeId);
  if (!place) throw new RuleBroken('logistics.place_unknown', {}, field);
  return place;
}
