import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { type Actor, isMember, NotFound, type OrganisationKind } from '#kernel';

/** Today in the bank's time zone, as SQL. */
export const TODAY = '(now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date';

/** The bank's organisation. */
export async function bankId(tx: EntityManager): Promise<string> {
  const [bank] = await rows<{ id: string }>(tx, `SELECT id FROM people.organisation WHERE kind = 'bank'`);
  if (!bank) throw new NotFound('bank');
  return bank.id;
}

/** Where a device may be ready for somebody: the bank’s stock, and the workshop that finished it. */
export const STOCK_KINDS: readonly OrganisationKind[] = ['bank', 'ea', 'esat'];

/** The organisations whose ready devices may be reserved. */
export async function stockHolders(tx: EntityManager): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(tx, 'SELECT id FROM people.organisation WHERE kind = ANY ($1)', [
    STOCK_KINDS,
  ]);
  return new Set(found.map((o) => o.id));
}

/** Who did it, for the columns of a history row: membership, operator number, organisation. */
export const stamp = (actor: Actor): [string | null, number | null, string | null] =>
  isMember(actor) ? [actor.membershipId, actor.operatorNumber, actor.organisationId] : [null, null, null];

/** An approved request that ends in so many days asks for somebody now: a week is the time to bring a device and hand it over. */
export const EXPIRES_SOON_DAYS = 7;
