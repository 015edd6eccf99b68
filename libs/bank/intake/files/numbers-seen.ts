import { makerKey } from '#bank/devices';
import { remembering } from '#bank/files/words';

const keyOf = remembering(makerKey);

/**
 * The row in which a key was met first.
 * Keys are put together, never cut out: a cut text would keep the whole piece of the file it came from.
 */
export function firstSeen(seen: Map<string, number>, key: string, n: number): number {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, n);
  return first ?? n;
}

/** Where a serial was met first: under the same maker, however it is written, or, which is not sure, where one of the two rows says none. */
export class SerialsSeen {
  private readonly met = new Map<string, { readonly maker: string; readonly n: number }>();
  private readonly byMaker = new Map<string, number>();

  first(serial: string, make: string, n: number): { readonly n: number; readonly sure: boolean } {
    const [key, maker] = [` ${serial}`, keyOf(make)];
    const before = this.met.get(key);
    if (!before) this.met.set(key, { maker, n });
    if (!before || before.maker === maker) return { n: before?.n ?? n, sure: true };
    if (before.maker === '' || maker === '') return { n: before.n, sure: false };
    return { n: firstSeen(this.byMaker, maker + key, n), sure: true };
  }
}
