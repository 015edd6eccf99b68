import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { type Actor, isMember, NotFound } from '#kernel';

/** Today in the bank's time zone, as SQL. */
export const TODAY = '(now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date';

/** The bank's organisation. */
export async function bankId(tx: EntityManager): Promise<string> {
  const [bank] = await rows<{ id: string }>(tx, `SELECT id FROM people.organisation WHERE kind = 'bank'`);
  if (!bank) throw new NotFound('bank');
  return bank.id;
}

/** Who did it, for the columns of a history row: membership, operator number, organisation. */
export const stamp = (actor: Actor): [string | null, number | null, string | null] =>
  isMember(actor) ? [actor.membershipId, actor.operatorNumber, actor.organisationId] : [null, null, null];
