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
