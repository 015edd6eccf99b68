import { type Actor, BANK, hasRole, isBank, isMember, NotFound, type Role } from '#kernel';

/** Who works at intake: collection points for themselves, the bank for everybody. */
export const INTAKE_ROLES: readonly Role[] = ['collector', ...BANK];

/** @throws NotFound for anybody without a role at intake: to them, none of this exists. */
export function mustIntake(actor: Actor): void {
  if (actor.kind !== 'system' && !hasRole(actor, ...INTAKE_ROLES)) throw new NotFound('intake');
}

/** The organisation whose donations the actor is limited to; null for the bank, which sees all. */
export const intakeScope = (actor: Actor): string | null =>
  isBank(actor) || !isMember(actor) ? null : actor.organisationId;
