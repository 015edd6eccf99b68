import { setTimeout as pause } from 'node:timers/promises';

/** Under what a test may take (`testTimeout`), so that the failure names what was waited for; a busy machine makes no test fail. */
const PATIENCE_MS = 150_000;

/**
 * Waits for what another process does: asks again until there is an answer, and fails with `what` when none comes, also
 * when it is the asking that never ends.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  withinMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await bounded(what, ask(), withinMs);
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await pause(25);
  }
}

/** What is awaited, or a failure that names it: a browser asked for something may never answer, and says nothing then. */
export async function bounded<T>(what: string, awaited: Promise<T>, withinMs = PATIENCE_MS): Promise<T> {
  const waiting = new AbortController();
  const end = pause(withinMs, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(`no answer within ${withinMs} ms: ${what}`);
  });
  end.catch(() => undefined);
  try {
    return await Promise.race([awaited, end]);
  } finally {
    waiting.abort();
  }
}
