let last: Promise<unknown> = Promise.resolve();

/**
 * Does one such work at a time, in the order in which they were asked for. A photo of sixty million points takes a quarter of a
 * gigabyte while it is unpacked: four at once would fill a small server.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}
