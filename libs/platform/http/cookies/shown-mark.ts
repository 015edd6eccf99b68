import { type Actor, fingerprint, fingerprints, isMember } from '#platform/kernel';

/** Enough of the hash that nobody makes one up. */
const LENGTH = 22;

/**
 * What a form carries as `_shown`: that we showed it, to this very member, for this address. Whoever sends it wrote of a thing that was there
 * for them when they opened the form; nobody else can say so, and it says nothing of what is there now.
 */
export const shownMark = (actor: Actor, action: string): string | null =>
  isMember(actor) ? fingerprint(saying(actor.membershipId, action)).slice(0, LENGTH) : null;

/** Whether what was sent to this address came from a form that we showed to this actor. */
export const wasShown = (actor: Actor, url: string, mark: unknown): boolean =>
  isMember(actor) &&
  typeof mark === 'string' &&
  fingerprints(saying(actor.membershipId, url)).some((one) => one.slice(0, LENGTH) === mark);

const saying = (membershipId: string, address: string): string => `shown:${membershipId}:${address.split(/[?#]/)[0]}`;
