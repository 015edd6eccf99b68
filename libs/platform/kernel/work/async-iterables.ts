/**
 * The same values, each asked for while the consumer still works on the one before. A consumer that stops early waits for the value that was asked
 * for.
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
      asked.catch(() => undefined);
      // Lets the request for the next value go out first.
      await new Promise((sent) => setImmediate(sent));
      yield value;
    }
  } finally {
    await asked?.catch(() => undefined);
    await source.return?.();
  }
}

/**
 * Writes values in order; each is made ready while Postgres writes the one before.
 * @param write sends all it has to before it first waits, so that the next value's statements come after
 */
export async function overlapped<T>(values: AsyncIterable<T>, write: (value: T) => Promise<unknown>): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  for await (const value of prefetch(values)) {
    const before = writing;
    writing = write(value);
    writing.catch(() => undefined);
    await before;
  }
  await writing;
}

/** What the parts of a list stand for, in batches of `size`. @param of the things one part stands for, made only when its turn comes */
export async function* batched<Part, Thing>(
  parts: AsyncIterable<readonly Part[]>,
  of: (part: Part) => Iterable<Thing>,
  size: number,
): AsyncGenerator<Thing[]> {
  let batch: Thing[] = [];
  for await (const part of parts) {
    for (const one of part) {
      for (const thing of of(one)) {
        batch.push(thing);
        if (batch.length < size) continue;
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length) yield batch;
}
