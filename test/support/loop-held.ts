import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuMs } from './cpu-time.js';

const RESOLUTION_MS = 5;
/** What is compiled or collected by chance is not so again. */
const TRIES = 3;

/** How long the event loop was held at most, in milliseconds, by what was asked under each name. */
export class LoopHeld {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #longest = new Map<string, number>();

  /** Does the work, again while it holds the loop for longer than `bound`, and keeps the least of the longest. */
  async during<T>(name: string, bound: number, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      this.#delay.enable();
      this.#delay.reset();
      const before = cpuMs();
      const done = await work();
      // What is held until the end of the answer is seen by the next turn.
      await new Promise((turn) => setTimeout(turn, RESOLUTION_MS));
      this.#delay.disable();
      // Others use the machine too: we held nobody up for longer than we worked.
      const held = Math.min(Math.max(0, this.#delay.max / 1e6 - RESOLUTION_MS), cpuMs() - before);
      this.#longest.set(name, Math.min(held, this.#longest.get(name) ?? Number.POSITIVE_INFINITY));
      if (held <= bound || tries === TRIES) return done;
    }
  }

  /** The longest first. */
  get worst(): readonly (readonly [name: string, ms: number])[] {
    return [...this.#longest].sort(([, a], [, b]) => b - a);
  }
}
