/** Something else at each call, round and round. */
export const taker = <T>(items: readonly T[]): (() => T) => {
  let i = 0;
  return () => items[i++ % items.length]!;
};
