import type { Ground } from './ground.js';

const LOOK_MS = 10;

/** Waits until the worker has brought a file so far. @throws Error when the file failed. */
export async function fileReached(g: Ground, id: string, state: string): Promise<void> {
  for (;;) {
    const { rows } = await g.pool.query('SELECT state, error FROM imports.file WHERE id = $1', [id]);
    if (rows[0].state === state) return;
    if (rows[0].state === 'failed') throw new Error(`the file failed: ${rows[0].error}`);
    await new Promise((look) => setTimeout(look, LOOK_MS));
  }
}

/** The middle of some speeds. */
export const perSecond = (speeds: readonly number[]): number =>
  Math.round([...speeds].sort((a, b) => a - b)[Math.floor(speeds.length / 2)] ?? 0);
