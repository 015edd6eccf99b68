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
