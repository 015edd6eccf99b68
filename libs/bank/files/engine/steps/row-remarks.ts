import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { personalColumn } from '#platform/kernel';
import type { AnyKind } from '../kind.js';
import type { RowProblem } from '../sheets/opened-file.js';
import type { LeftReason } from '../word-lists.js';

personalColumn('imports.row', 'cells', 'files', 'Cellules d’une ligne à revoir', 'file_row');
personalColumn('imports.row', 'problems', 'files', 'Ce qui en est dit, et ses notes de cellules', 'file_row');
personalColumn('imports.row', 'meaning', 'files', 'Ce qui en a été compris', 'file_row');

/** A row that there is something to say about. */
export interface RowRemark {
  readonly line: number;
  readonly meaning: unknown;
  readonly wrong: boolean;
  readonly left?: LeftReason | undefined;
  readonly problems: readonly RowProblem[];
  /** What stood in the columns that are read, in the order of the kind's fields. */
  readonly cells: readonly string[];
  readonly width: number;
}

/** Of a cell, what is kept to be shown. */
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

/** A cell as one line that any column may hold. */
export const storable = (cell: string): string =>
  cell
    .slice(0, SAID)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
