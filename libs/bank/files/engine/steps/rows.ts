import type { EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#platform/database';
import { keyring, personalColumn, seal, unseal } from '#platform/kernel';
import { ImportPart } from '../import.entity.js';
import type { AnyKind, GoodRow } from '../kind.js';
import { SEALED_PART } from '../sealed.js';
import type { RowProblem } from '../sheets/opened-file.js';
import type { LeftReason } from '../word-lists.js';

personalColumn('imports.row', 'cells', 'files', 'Cellules d’une ligne à revoir', 'file_row');
personalColumn('imports.row', 'problems', 'files', 'Ce qui en est dit, et ses notes de cellules', 'file_row');
personalColumn('imports.row', 'meaning', 'files', 'Ce qui en a été compris', 'file_row');

export interface RowRemark {
  readonly line: number;
  readonly meaning: unknown;
  readonly wrong: boolean;
  readonly left?: LeftReason | undefined;
  readonly problems: readonly RowProblem[];
  readonly cells: readonly string[];
  readonly width: number;
}

const SAID = 300;

const TOLD = columnTable(
  {
    line: 'int',
    wrong: 'boolean',
    warned: 'boolean',
    left_out: 'text',
    problems: 'jsonb',
    cells: 'text',
    meaning: 'text',
    width: 'int',
  },
  { file_id: 'uuid' },
);

/** Keeps what is said about rows; of a row that was told already, what is new. */
export async function storeRemarks(
  tx: EntityManager,
  kind: AnyKind,
  fileId: string,
  told: readonly RowRemark[],
): Promise<void> {
  if (!told.length) return;
  await run(
    tx,
    `INSERT INTO imports.row (${TOLD.names}) ${TOLD.select}
     ON CONFLICT (file_id, line) DO UPDATE SET wrong = imports.row.wrong OR excluded.wrong, warned = imports.row.warned AND excluded.warned,
       width = excluded.width, problems = imports.row.problems || excluded.problems`,
    TOLD.values(
      told.map(({ line, meaning, wrong, left, problems, cells, width }) => ({
        line,
        wrong,
        warned: !wrong && !left,
        left_out: left,
        problems,
        cells: JSON.stringify(Object.fromEntries(kind.fields.flatMap((f, i) => (cells[i] ? [[f, cells[i]]] : [])))),
        meaning: meaning ? JSON.stringify(kind.pack(kind.secrets?.without(meaning) ?? meaning)) : null,
        width,
      })),
      { file_id: fileId },
    ),
  );
}

export const storable = (cell: string): string =>
  cell
    .slice(0, SAID)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();

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

export async function dropRows(tx: EntityManager, fileId: string, which: 'all' | 'good'): Promise<void> {
  await run(tx, which === 'good' ? FORGET_GOOD : FORGET_ALL, [fileId]);
}

const FORGET_GOOD = 'DELETE FROM imports.part WHERE file_id = $1';
const FORGET_ALL = `WITH good AS (${FORGET_GOOD}), told AS (DELETE FROM imports.row WHERE file_id = $1) DELETE FROM imports.word WHERE file_id = $1`;

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
