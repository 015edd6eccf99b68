import type { EntityManager } from 'typeorm';
import type { ImportedFile, ImportKindName, Made, RemainingThing, TakenBack, Withdrawing } from '#bank/files/engine';
import type { Unused } from '#bank/people';
import { rows } from '#platform/database';

/** What lists of a kind made that were undone since. */
export async function undoneOf(on: EntityManager, list: ImportKindName): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    on,
    `SELECT DISTINCT m.thing_id AS id FROM imports.made m JOIN imports.file f ON f.id = m.file_id WHERE f.kind = $1 AND f.state = 'withdrawn'`,
    [list],
  );
  return new Set(found.map(({ id }) => id));
}

/** When a list came in, to the microsecond. */
export async function cameInAt(tx: EntityManager, { id }: ImportedFile): Promise<string> {
  const [applied] = await rows<{ at: string }>(tx, 'SELECT applied_at::text AS at FROM imports.file WHERE id = $1', [
    id,
  ]);
  return applied!.at;
}

/** Takes back what a list made, batch by batch; tells of what stays as `named` says. */
export async function takenBack<T extends { readonly id: string }>(
  { batches, tell }: Withdrawing,
  end: (ids: readonly string[]) => Promise<readonly Unused<T>[]>,
  named: (thing: T) => Pick<RemainingThing, 'code' | 'state'>,
): Promise<TakenBack> {
  let withdrawn = 0;
  const kept: RemainingThing[] = [];
  for await (const batch of batches) {
    const byId = new Map((await end(batch.map(({ id }) => id))).map((one) => [one.id, one]));
    for (const { line, id } of batch satisfies readonly Made[]) {
      const one = byId.get(id);
      if (one?.why) kept.push({ line, id, ...named(one), why: one.why });
      else withdrawn += 1;
    }
    await tell(withdrawn);
  }
  return { withdrawn, kept };
}
