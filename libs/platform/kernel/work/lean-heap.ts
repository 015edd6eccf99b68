import { setFlagsFromString } from 'node:v8';

let running = 0;

/**
 * Runs a long work during which the heap grows in small steps. V8 lets a quiet heap triple before it looks for what is free
 * again; reading a hundred thousand rows then holds more garbage than rows. Its collector works beside, so that this costs no
 * time that was measured.
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
