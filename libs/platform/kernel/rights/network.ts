/**
 * Who is one sender, by the address that they come from: of IPv6 the network of 64 bits that a line is given, whose addresses its owner
 * changes at will; of IPv4 the address. @param address as Node writes it
 */
export function networkOf(address: string): string {
  return address.includes(':') ? prefixOf(address, 4) : address;
}

/** The network of 48 bits around it, of which one subscriber may be given all 65,536 lines; null of IPv4, where it is one address. */
export function siteOf(address: string): string | null {
  return networkOf(address).includes(':') ? prefixOf(address, 3) : null;
}

/**
 * The network that a subscriber is commonly given: of IPv6 56 bits, of IPv4 the address. Whoever comes from it has one share of what the server
 * does for strangers.
 */
export function subscriberOf(address: string): string {
  const groups = networkOf(address).split(':');
  if (groups.length === 1) return groups[0]!;
  const last = Number.parseInt(groups.pop()!, 16) & 0xff00;
  return [...groups, last.toString(16)].join(':');
}

/** The first so many groups of sixteen bits; of IPv4 written as IPv6, the address. */
function prefixOf(address: string, groups: number): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [left, right] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = right ? Array.from({ length: Math.max(0, 8 - left!.length - right.length) }, () => '0') : [];
  return [...left!, ...zeros, ...(right ?? [])].slice(0, groups).join(':');
}
