import { isDeviceOfOurs } from '#bank/people';
import { type Actor, fingerprint, fingerprints, isMember, networkOf, newId } from '#platform/kernel';
import { readDevice } from '../cookies.js';
import type { Ctx } from '../ctx.js';

const MARK = 24;
const markOf = (id: string): string => fingerprint(`form of a stranger:${id}`).slice(0, MARK);

/** The `_key` of a form shown to a stranger: only we can make it, and no cookie is needed to recognise it. */
export function strangersFormKey(): string {
  const id = newId();
  return `${id}.${markOf(id)}`;
}

/**
 * Whose an idempotency key is: the member's or administrator's. A stranger's key that our page gave works from any network; one that they chose ("1")
 * only from their address, so that no stranger is told that another's request was theirs.
 */
export function askerOf(actor: Actor, key: string | null, address: string): string {
  if (actor.kind === 'member') return actor.membershipId;
  if (actor.kind === 'instance_admin') return actor.userId;
  if (actor.kind !== 'stranger') return actor.kind;
  const [id = '', mark = ''] = (key ?? '').split('.');
  return mark !== '' && mark === markOf(id)
    ? 'stranger'
    : `stranger ${fingerprint(`address:${address}`).slice(0, MARK)}`;
}

/**
 * By what tries are counted where everybody may try: the account; of strangers, a browser that somebody signed in with before, else the network. So
 * no stranger uses up the tries of members on the same network.
 */
export function countedBy({ actor, req }: Pick<Ctx, 'actor' | 'req'>): string {
  if (actor.kind === 'member') return `account ${actor.userId ?? actor.membershipId}`;
  if (actor.kind === 'instance_admin') return `account ${actor.userId}`;
  const browser = readDevice(req);
  return browser && isDeviceOfOurs(browser) ? `browser ${browser}` : networkOf(req.ip);
}

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
