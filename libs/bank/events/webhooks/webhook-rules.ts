import { KEYS_OF, type Member, type OrganisationKind } from '#platform/kernel';
import { listenerOf } from '../feed.js';
import type { EventThing } from '../things.js';

/** In seconds, after the first failure, the second…; then always the last. */
const WAITS = [5, 30, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 12 * 3600];
/** A webhook that took nothing for so long is switched off. */
export const FAILING_DAYS = 3;
/** For how long a secret signs beside the one that took its place. */
export const BOTH_SIGN_HOURS = 24;
/** For how long it is shown what was sent. */
export const DELIVERY_DAYS = 30;

export const waitAfter = (failures: number): number => WAITS[Math.min(failures, WAITS.length) - 1]!;

/** An organisation as a program of it reads the bank: as its keys do. */
const programOf = (organisationId: string, organisationKind: OrganisationKind): Member => ({
  kind: 'member',
  userId: null,
  membershipId: organisationId,
  operatorNumber: 0,
  organisationId,
  organisationKind,
  roles: [KEYS_OF[organisationKind]?.role ?? 'committee_reader'],
  channel: 'system',
});

export const listenerFor = (organisationId: string, kind: OrganisationKind) =>
  listenerOf(programOf(organisationId, kind));

/** The things of which an organisation's webhooks may hear. */
export const thingsFor = ({ organisationId, organisationKind }: Member): readonly EventThing[] =>
  listenerFor(organisationId, organisationKind).own;
