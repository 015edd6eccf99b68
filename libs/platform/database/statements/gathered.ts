import { setImmediate as endOfTurn } from 'node:timers/promises';

/**
 * Looks up one thing by its key together with what others look up in the same turn of the event loop: one trip to Postgres serves all.
 * @param lookUp gives what it finds by key; each key is asked once. Its failure fails all that asked in this turn.
 */
export function gathered<T>(
  lookUp: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | undefined> {
  let turn: { keys: Set<string>; found: Promise<ReadonlyMap<string, T>> } | null = null;
  const begin = () => {
    const keys = new Set<string>();
    const found = endOfTurn().then(() => {
      turn = null;
      return lookUp([...keys]);
    });
    return { keys, found };
  };
  return async (key) => {
    turn ??= begin();
    turn.keys.add(key);
    return (await turn.found).get(key);
  };
}
