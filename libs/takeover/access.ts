import { type Actor, BANK, hasRole, NotFound } from '#kernel';

/** Only the bank's people take an old tool over. @throws NotFound for anybody else. */
export function mustTakeOver(actor: Actor): void {
  if (actor.kind !== 'system' && !hasRole(actor, ...BANK)) throw new NotFound('takeover');
}
