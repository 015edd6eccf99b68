import type { EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { keyring, seal, unseal } from '#platform/kernel';
import { ImportPart } from '../import.entity.js';
import type { AnyKind, GoodRow } from '../kind.js';
import { SEALED_PART } from '../sealed.js';

type Packed = readonly [line: number, meaning: unknown, cells: readonly string[]];

/** Keeps good rows as one sealed text: they are asked for by their file only, so that a row of a table each would be a waste. */
export async function keepPart<Meaning>(
  tx: EntityManager,
  kind: AnyKind,
  fileId: string,
  n: number,
  good: readonly GoodRow<Meaning>[],
): Promise<void> {
  const last = good.at(-1);
  if (!last) return;
  const packed = good.map(({ line, meaning, cells }): Packed => [line, kind.pack(meaning), cells]);
  const sealed = seal(keyring(), Buffer.from(JSON.stringify(packed)), SEALED_PART.context(fileId, String(n)));
  await tx.insert(ImportPart, { fileId, n, lastLine: last.line, keyId: sealed.keyId, rows: sealed.bytes });
}

/** The parts of a file that hold rows after a line, one at a time. */
export async function* partsOf<Meaning>(
  tx: EntityManager,
  kind: AnyKind,
  fileId: string,
  after = 0,
): AsyncGenerator<GoodRow<Meaning>[]> {
  for (let last = after; ; ) {
    const [part] = await rows<{ n: number; last_line: number; key_id: string; rows: Buffer; more: boolean }>(
      tx,
      `SELECT n, last_line, key_id, rows, EXISTS (SELECT FROM imports.part b WHERE b.file_id = a.file_id AND b.n > a.n) AS more
       FROM imports.part a WHERE file_id = $1 AND last_line > $2 ORDER BY n LIMIT 1`,
      [fileId, last],
    );
    if (!part) return;
    const text = unseal(
      keyring(),
      { keyId: part.key_id, bytes: part.rows },
      SEALED_PART.context(fileId, String(part.n)),
    ).toString();
    yield (JSON.parse(text) as Packed[]).map(([line, meaning, cells]) => ({
      line,
      meaning: kind.unpack(meaning) as Meaning,
      cells,
    }));
    if (!part.more) return;
    last = part.last_line;
  }
}

/** Forgets what was read of a file. */
export async function dropRows(tx: EntityManager, fileId: string, which: 'all' | 'good'): Promise<void> {
  await run(tx, which === 'good' ? FORGET_GOOD : FORGET_ALL, [fileId]);
}

const FORGET_GOOD = 'DELETE FROM imports.part WHERE file_id = $1';
const FORGET_ALL = `WITH good AS (${FORGET_GOOD}), told AS (DELETE FROM imports.row WHERE file_id = $1) DELETE FROM imports.word WHERE file_id = $1`;
