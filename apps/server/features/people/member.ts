import { type Member, NotFound } from '#kernel';
import type { Ctx } from '../../http/ctx.js';

/** Who acts for an organisation. @throws NotFound for whoever is in none. */
export const memberOf = ({ actor }: Ctx): Member => {
  if (actor.kind !== 'member') throw new NotFound('organisation');
  return actor;
};
