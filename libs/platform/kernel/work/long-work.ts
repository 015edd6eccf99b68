import { setFlagsFromString } from 'node:v8';

/**
 * Lets other work of this process have its turn: `await pause()` returns at once while less than `ms` were used since the last turn, else after
 * everybody else. For loops that compute a lot and wait seldom.
 */
export function yieldEvery(ms = 8): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < ms) return undefined;
    return new Promise((turn) =>
      setImmediate(() => {
        since = performance.now();
        turn();
      }),
    );
  };
}

let running = 0;

/**
 * Runs a long work during which the heap grows in small steps. V8 lets a quiet heap triple before it collects garbage; reading a hundred thousand
 * rows then holds more garbage than rows. The collector runs in parallel: no cost in time was measured.
 */
export async function withLeanHeap<T>(work: () => Promise<T>): Promise<T> {
  running += 1;
  if (running === 1) setFlagsFromString('--heap-growing-percent=40');
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) setFlagsFromString('--heap-growing-percent=0');
  }
}
