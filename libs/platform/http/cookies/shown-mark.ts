import { type Actor, fingerprint, fingerprints, isMember } from '#platform/kernel';

/** Characters of the hash, too many to guess. */
const LENGTH = 22;

/**
 * The `_shown` of a form: that we showed it to this member, for this address. It proves that the thing was there for them when they opened the form;
 * nobody else can make it.
 */
export const shownMark = (actor: Actor, action: string): string | null =>
  isMember(actor) ? fingerprint(saying(actor.membershipId, action)).slice(0, LENGTH) : null;

/** Whether what was sent to this address came from a form that we showed to this actor. */
export const wasShown = (actor: Actor, url: string, mark: unknown): boolean =>
  isMember(actor) &&
  typeof mark === 'string' &&
  fingerprints(saying(actor.membershipId, url)).some((one) => one.slice(0, LENGTH) === mark);

const saying = (membershipId: string, address: string): string => `shown:${membershipId}:${address.split(/[?#]/)[0]}`;
