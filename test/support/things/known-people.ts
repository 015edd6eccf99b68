import type { IdentifyService, Requester } from '#bank/people';

/** Who a session's secret belongs to, for suites that have no people: `ana@one` is Ana of the organisation `one`; `nobody` is nobody. */
export const knownPeople = (): IdentifyService =>
  ({
    bySession: async (secret: string) => identity(secret),
    byToken: async (secret: string) => identity(secret),
  }) as unknown as IdentifyService;

function identity(secret: string): Requester | null {
  if (secret === 'nobody') return null;
  const [membershipId = '', organisationId = secret] = secret.split('@');
  return {
    actor: { kind: 'member', membershipId: `m ${membershipId}`, organisationId: `o ${organisationId}` },
  } as unknown as Requester;
}
