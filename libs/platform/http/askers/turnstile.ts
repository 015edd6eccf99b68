import { Refused } from '../refusals/refusals.js';

export interface TurnstileBounds {
  readonly served: number;
  readonly waiting: number;
  readonly waitMs: number;
  /** Thrown when too many wait, or for too long; by default a 503. */
  readonly refusal?: () => Refused;
}

/** Lets so many in at once, the others in the order in which they came. */
export class Turnstile {
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  get inside(): number {
    return this.#inside;
  }

  get empty(): boolean {
    return this.#inside === 0;
  }

  constructor(private readonly bounds: TurnstileBounds) {}

  /**
   * Waits for a place.
   * @returns how to give it back; calling it twice does no harm
   * @throws `refusal` when too many wait already, or no place came free in time
   */
  async enter(): Promise<() => void> {
    if (this.#inside < this.bounds.served) this.#inside += 1;
    else await this.#turn();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#queue.shift();
      if (next) next();
      else this.#inside -= 1;
    };
  }

  #turn(): Promise<void> {
    const { waiting, waitMs, refusal = () => new Refused(503, 'request.busy') } = this.bounds;
    if (this.#queue.length >= waiting) throw refusal();
    return new Promise((enter, refuse) => {
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(turn), 1);
        refuse(refusal());
      }, waitMs);
      const turn = () => {
        clearTimeout(timer);
        enter();
      };
      this.#queue.push(turn);
    });
  }
}
