/**
 * The network of one sender: for IPv6 the 64 bits of a line, whose addresses its owner changes at will; for IPv4 the address.
 * @param address as Node writes it
 */
export function networkOf(address: string): string {
  return address.includes(':') ? prefixOf(address, 4) : address;
}

/** The 48 bits around it, of which one subscriber may have all 65,536 lines; null for IPv4. */
export function siteOf(address: string): string | null {
  return networkOf(address).includes(':') ? prefixOf(address, 3) : null;
}

/**
 * The network that a subscriber is commonly given: 56 bits of IPv6, or the address of IPv4. It has one share of what the server does for strangers.
 */
export function subscriberOf(address: string): string {
  const groups = networkOf(address).split(':');
  if (groups.length === 1) return groups[0]!;
  const last = Number.parseInt(groups.pop()!, 16) & 0xff00;
  return [...groups, last.toString(16)].join(':');
}

/** The first so many groups of sixteen bits; for IPv4, also written as IPv6, the address. */
function prefixOf(address: string, groups: number): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [left, right] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = right ? Array.from({ length: Math.max(0, 8 - left!.length - right.length) }, () => '0') : [];
  return [...left!, ...zeros, ...(right ?? [])].slice(0, groups).join(':');
}
