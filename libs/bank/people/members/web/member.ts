import type { Ctx } from '#platform/http';
import { type Member, NotFound } from '#platform/kernel';

/** Who acts for an organisation. @throws NotFound for whoever is in none. */
export const memberOf = ({ actor }: Ctx): Member => {
  if (actor.kind !== 'member') throw new NotFound('organisation');
  return actor;
};
