import { WorkThreads } from '#platform/kernel';
import { kindOf } from '../document-types.js';
import type { Progress } from '../paper/paper.js';
import { type PaperRow, render } from './render.js';

/** Characters of facts: some fifty devices, which are drawn in some ten milliseconds. */
const SHORT = 16_000;

/** As many as a worker draws papers at once; each ends before Postgres ends the transaction that waits for it (`rendering.ts`). */
const drawers = new WorkThreads<PaperRow, Uint8Array>({
  module: new URL('./draw.worker', import.meta.url),
  threads: 2,
  memoryMb: 2048,
  longestMs: 240_000,
});

/**
 * Draws a paper as `render`. A long one that cannot pause is drawn in a thread of its own, so that nobody else waits for it.
 * @param length of its facts as text
 */
export async function* drawn(
  row: PaperRow,
  length: number,
  told?: (progress: Progress) => void,
): AsyncGenerator<Buffer> {
  if (length <= SHORT || kindOf(row.type).pauses) return yield* render(row, told);
  for await (const bytes of drawers.ask(row)) yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
