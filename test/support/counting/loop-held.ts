import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { mainThreadMs } from './cpu-time.js';

const RESOLUTION_MS = 5;
/** What is compiled or collected by chance is not so again. */
const TRIES = 3;

/** How long the event loop was held at most, in milliseconds, by what was asked under each name. */
export class LoopHeld {
  readonly #longest = new Map<string, number>();
  /** Node's own, of all the time since the beginning; emptied between two works, it would miss what is held at once. */
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#delay.enable();
  }

  /** Does the work, again while it holds the loop for longer than `bound`, and keeps the least of the longest. */
  async during<T>(name: string, bound: number, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const turns = new Turns();
      const done = await work();
      // What is held until the end of the answer is seen by the next turn.
      await new Promise((turn) => setTimeout(turn, RESOLUTION_MS));
      const held = Math.max(0, turns.end() - RESOLUTION_MS);
      this.#longest.set(name, Math.min(held, this.#longest.get(name) ?? Number.POSITIVE_INFINITY));
      if (held <= bound || tries === TRIES) return done;
    }
  }

  /** What Node's histogram saw, pauses of the machine included. */
  get seenByNode(): string {
    const ms = (ns: number) => `${Math.round(ns / 1e6)} ms`;
    return `half the turns ${ms(this.#delay.percentile(50))}, 99 of 100 ${ms(this.#delay.percentile(99))}, the longest ${ms(this.#delay.max)}`;
  }

  /** The longest first. */
  get worst(): readonly (readonly [name: string, ms: number])[] {
    return [...this.#longest].sort(([, a], [, b]) => b - a);
  }
}

/**
 * The longest time between two turns of the loop. Node's own histogram begins with its second turn, and so misses what is held at once. Others
 * use the machine too: a turn held nobody up for longer than it worked.
 */
class Turns {
  #last = performance.now();
  #worked = mainThreadMs();
  #longest = 0;
  readonly #timer = setInterval(() => this.#turn(), RESOLUTION_MS);

  #turn(): void {
    const [now, worked] = [performance.now(), mainThreadMs()];
    this.#longest = Math.max(this.#longest, Math.min(now - this.#last, worked - this.#worked));
    [this.#last, this.#worked] = [now, worked];
  }

  /** In milliseconds. */
  end(): number {
    clearInterval(this.#timer);
    this.#turn();
    return this.#longest;
  }
}
