import { type Ctx, readSession } from '#platform/http';
import { NotFound, sha256 } from '#platform/kernel';

/** Whose account it is. @throws NotFound for whoever has none */
export const whoIs = ({ actor }: Ctx): string => {
  if ((actor.kind !== 'member' && actor.kind !== 'instance_admin') || actor.userId === null) throw new NotFound('user');
  return actor.userId;
};

export const sessionHashOf = ({ req }: Ctx): string => {
  const secret = readSession(req);
  return secret ? sha256(secret) : '';
};
