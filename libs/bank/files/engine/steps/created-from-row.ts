import type { EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#platform/database';

/** A thing that a row of a file made. */
export interface Made {
  readonly line: number;
  readonly id: string;
}

const BATCH = 1_000;
const MADE = columnTable({ line: 'int', thing_id: 'uuid' }, { file_id: 'uuid' });

/** Keeps which row made what: for its labels, and to be taken back. */
export async function storeMade(tx: EntityManager, fileId: string, made: readonly Made[]): Promise<void> {
  if (!made.length) return;
  await run(
    tx,
    `INSERT INTO imports.made (${MADE.names}) ${MADE.select}`,
    MADE.values(
      made.map(({ line, id }) => ({ line, thing_id: id })),
      { file_id: fileId },
    ),
  );
}

/** What a file made, in its order, a thousand at a time. */
export async function* madeBy(tx: EntityManager, fileId: string): AsyncGenerator<Made[]> {
  for (let after: Made = { line: 0, id: '00000000-0000-0000-0000-000000000000' }; ; ) {
    const batch = await rows<Made>(
      tx,
      `SELECT line, thing_id AS id FROM imports.made WHERE file_id = $1 AND (line, thing_id) > ($2, $3::uuid)
       ORDER BY line, thing_id LIMIT ${BATCH}`,
      [fileId, after.line, after.id],
    );
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    after = last;
  }
}
