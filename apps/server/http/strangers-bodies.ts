import type { ArrivingBody } from './arriving-body.js';

/** Bodies that strangers send at once: of one network, and of all. */
export const MOST_BODIES = { network: 40, everybody: 1_000 } as const;

/**
 * What strangers are sending. A form takes a moment to come: where there are too many, the one that began first is the slowest, and is given up
 * for whoever comes. So nobody who holds connections open keeps others of their network from signing in.
 */
export class StrangersBodies {
  readonly #open = new Map<string, Set<ArrivingBody>>();
  #count = 0;

  constructor(private readonly most: { readonly network: number; readonly everybody: number } = MOST_BODIES) {}

  get size(): number {
    return this.#count;
  }

  open(network: string, body: ArrivingBody): void {
    const own = this.#open.get(network) ?? new Set();
    if (own.size >= this.most.network) this.#giveUpFirst(network, own);
    else if (this.#count >= this.most.everybody) this.#giveUpFirst(...this.#largest());
    this.#open.set(network, own);
    own.add(body);
    this.#count += 1;
  }

  close(network: string, body: ArrivingBody): void {
    const own = this.#open.get(network);
    if (!own?.delete(body)) return;
    this.#count -= 1;
    if (own.size === 0) this.#open.delete(network);
  }

  #giveUpFirst(network: string, bodies: ReadonlySet<ArrivingBody>): void {
    const [first] = bodies;
    if (!first) return;
    this.close(network, first);
    first.giveUp();
  }

  #largest(): [string, ReadonlySet<ArrivingBody>] {
    return [...this.#open].reduce((largest, one) => (one[1].size > largest[1].size ? one : largest));
  }
}
