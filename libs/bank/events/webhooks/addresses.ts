import ipaddr from 'ipaddr.js';
import { RuleBroken } from '#platform/kernel';

/** What the operator lets webhooks reach beside the public network: names, addresses and networks (`10.1.0.0/16`). */
export type Allowed = readonly string[];

/** Public by its range, and answers with the secrets of a machine at Azure. */
const METADATA = ['168.63.129.16'];

/** What is given out of IPv6 so far (RFC 4291): outside are other ways to write IPv4, as `::7f00:1`. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * An address as it is stored. What a name leads to is looked at when a message is sent; an IP address at once.
 * @throws RuleBroken `events.webhook_address_wrong`, `events.webhook_address_insecure`, `events.webhook_address_inside`
 */
export function normalAddress(text: string, allowed: Allowed): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const plain = url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password && !url.hash;
  if (!plain || url.href.length > 500) throw new RuleBroken('events.webhook_address_wrong', {}, 'address');
  const host = hostOf(url);
  if (ipaddr.isValid(host) && !isReachable(host, host, allowed))
    throw new RuleBroken('events.webhook_address_inside', {}, 'address');
  if (url.protocol === 'http:' && !isAllowed(host, host, allowed))
    throw new RuleBroken('events.webhook_address_insecure', {}, 'address');
  return url.href;
}

/** The name or the IP address, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Whether a message may go to this IP address: one of the public network, or one that the operator names. */
export function isReachable(host: string, ip: string, allowed: Allowed): boolean {
  return isPublic(ipaddr.process(ip)) || isAllowed(host, ip, allowed);
}

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' &&
  !METADATA.includes(address.toString()) &&
  (address instanceof ipaddr.IPv4 || address.match(GIVEN_OUT));

/** Whether the operator names the host, its IP address, or a network that this is in. */
function isAllowed(host: string, ip: string, allowed: Allowed): boolean {
  return allowed.some((one) => {
    if (one.toLowerCase() === host.toLowerCase()) return true;
    if (!ipaddr.isValid(ip)) return false;
    const address = ipaddr.process(ip);
    if (ipaddr.isValid(one)) return ipaddr.process(one).toNormalizedString() === address.toNormalizedString();
    if (!ipaddr.isValidCIDR(one)) return false;
    const network = ipaddr.parseCIDR(one);
    return network[0].kind() === address.kind() && address.match(network);
  });
}
