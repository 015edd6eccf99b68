/**
 * The same values, each asked for while whoever takes them still works on the one before. Whoever leaves early waits for the value that
 * was asked for.
 */
export async function* prefetch<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  const source = values[Symbol.asyncIterator]();
  let asked: Promise<IteratorResult<T>> | undefined = source.next();
  try {
    while (asked) {
      const { value, done } = await asked;
      asked = undefined;
      if (done) return;
      asked = source.next();
      // Its failure is told when its turn comes.
      asked.catch(() => undefined);
      // What it asks of others goes out before what is done with this one.
      await new Promise((sent) => setImmediate(sent));
      yield value;
    }
  } finally {
    await asked?.catch(() => undefined);
    await source.return?.();
  }
}

/**
 * Writes values one after the other; each is made ready while Postgres writes the one before.
 * @param write sends all it has to before it first waits, so that what is sent for the next value comes after it.
 */
export async function overlapped<T>(values: AsyncIterable<T>, write: (value: T) => Promise<unknown>): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  for await (const value of prefetch(values)) {
    const before = writing;
    writing = write(value);
    // Told when it is waited for.
    writing.catch(() => undefined);
    await before;
  }
  await writing;
}
