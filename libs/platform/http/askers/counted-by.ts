import { isDeviceOfOurs } from '#bank/people';
import { networkOf } from '#platform/kernel';
import { readDevice } from '../cookies/device-cookie.js';
import type { Ctx } from '../ctx.js';

/**
 * By what tries are counted where everybody may try: the account; of strangers, a browser that somebody signed in with before, else the network. So
 * no stranger uses up the tries of members on the same network.
 */
export function countedBy({ actor, req }: Pick<Ctx, 'actor' | 'req'>): string {
  if (actor.kind === 'member' || actor.kind === 'instance_admin') return `account ${actor.userId}`;
  const browser = readDevice(req);
  return browser && isDeviceOfOurs(browser) ? `browser ${browser}` : networkOf(req.ip);
}
