export interface Scale {
  readonly end: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5];

/** A scale of round numbers from 0 to at least `most`, with at most five steps. */
export function scaleFor(most: number): Scale {
  let power = 1;
  for (;;) {
    for (const step of STEPS) {
      const end = Math.max(1, Math.ceil(most / (step * power))) * step * power;
      const count = end / (step * power);
      if (count <= 5) return { end, ticks: Array.from({ length: count + 1 }, (_, i) => i * step * power) };
    }
    power *= 10;
  }
}
