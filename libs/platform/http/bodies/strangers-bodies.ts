import type { ArrivingBody } from './arriving-body.js';

/**
 * Bodies that strangers send at once: of one network, and of all. One that began within `latelyMs` is not slow: an identity provider that ends many
 * sessions sends a hundred requests in an instant.
 */
const MOST_BODIES = { network: 40, everybody: 1_000, latelyMs: 1_000 } as const;

/**
 * Bodies that strangers are sending. Where there are too many, the one that began first is the slowest and is given up, so that nobody who holds
 * connections open keeps others of their network from signing in.
 */
export class StrangersBodies {
  readonly #open = new Map<string, Map<ArrivingBody, number>>();
  #count = 0;

  constructor(
    private readonly most: {
      readonly network: number;
      readonly everybody: number;
      readonly latelyMs: number;
    } = MOST_BODIES,
  ) {}

  get size(): number {
    return this.#count;
  }

  open(network: string, body: ArrivingBody): void {
    const own = this.#open.get(network) ?? new Map();
    if (this.#count >= this.most.everybody) this.#giveUpFirst(...this.#largest());
    else if (own.size >= this.most.network && this.#isSlow(own)) this.#giveUpFirst(network, own);
    this.#open.set(network, own);
    own.set(body, performance.now());
    this.#count += 1;
  }

  close(network: string, body: ArrivingBody): void {
    const own = this.#open.get(network);
    if (!own?.delete(body)) return;
    this.#count -= 1;
    if (own.size === 0) this.#open.delete(network);
  }

  #giveUpFirst(network: string, bodies: ReadonlyMap<ArrivingBody, number>): void {
    const [first] = bodies.keys();
    if (!first) return;
    this.close(network, first);
    first.giveUp();
  }

  #largest(): [string, ReadonlyMap<ArrivingBody, number>] {
    return [...this.#open].reduce((largest, one) => (one[1].size > largest[1].size ? one : largest));
  }

  /** Whether the first of them takes longer than a form does. */
  #isSlow(bodies: ReadonlyMap<ArrivingBody, number>): boolean {
    const [begun = Number.POSITIVE_INFINITY] = bodies.values();
    return performance.now() - begun >= this.most.latelyMs;
  }
}
