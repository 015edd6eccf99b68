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

/** The first so many groups of sixteen bits; of IPv4 written as IPv6, the address. */
function prefixOf(address: string, groups: number): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [left, right] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = right ? Array.from({ length: Math.max(0, 8 - left!.length - right.length) }, () => '0') : [];
  return [...left!, ...zeros, ...(right ?? [])].slice(0, groups).join(':');
}
