/**
 * Who is one sender, by the address that they come from: of IPv6 the network of 64 bits that a line is given, whose addresses its owner
 * changes at will; of IPv4 the address. @param address as Node writes it
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [left, right] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = right ? Array.from({ length: Math.max(0, 8 - left!.length - right.length) }, () => '0') : [];
  return [...left!, ...zeros, ...(right ?? [])].slice(0, 4).join(':');
}
