/** Where an axis ends and what is written along it. */
export interface Scale {
  readonly end: number;
  /** From 0 to `end`. */
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5];

/** A scale of round numbers, five steps at most, that holds `most`: the largest column is not always full. */
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
