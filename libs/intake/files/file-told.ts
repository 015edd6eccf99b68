import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#database';
import type { RowProblem } from './file.views.js';
import type { SheetDevice } from './sheet-row.js';

/** A row that there is something to say about. */
export interface ToldRow {
  readonly line: number;
  readonly device: SheetDevice | null;
  readonly wrong: boolean;
  readonly problems: readonly RowProblem[];
  readonly raw: readonly string[];
}

/** Of a row that could not be understood, what is shown of it. */
const SAID = 300;

const TOLD = columnTable(
  {
    line: 'int',
    category: 'text',
    make: 'text',
    model: 'text',
    serial: 'text',
    condition: 'text',
    asset_number: 'text',
    quantity: 'int',
    wrong: 'boolean',
    warned: 'boolean',
    problems: 'jsonb',
    said: 'text',
    raw: 'text',
    width: 'int',
  },
  { file_id: 'uuid' },
);

/** Keeps what is said about rows; of a row that was told already, what is new. A wrong row keeps its cells, to be given back. */
export async function keepTold(tx: EntityManager, fileId: string, told: readonly ToldRow[]): Promise<void> {
  if (!told.length) return;
  await run(
    tx,
    `INSERT INTO intake.file_row (${TOLD.names}) ${TOLD.select}
     ON CONFLICT (file_id, line) DO UPDATE SET wrong = intake.file_row.wrong OR excluded.wrong, raw = excluded.raw, width = excluded.width,
       problems = intake.file_row.problems || excluded.problems`,
    TOLD.values(
      told.map(({ line, device, wrong, problems, raw }) => ({
        line,
        category: device?.category,
        make: device?.make ?? '',
        model: device?.model ?? '',
        serial: device?.serial,
        condition: device?.condition ?? 'unknown',
        asset_number: device?.assetNumber,
        quantity: device?.quantity ?? 1,
        wrong,
        warned: !wrong,
        problems,
        said: device ? '' : plain(raw),
        raw: wrong ? JSON.stringify(raw) : null,
        width: wrong ? raw.length : 0,
      })),
      { file_id: fileId },
    ),
  );
}

const plain = (cells: readonly string[]): string =>
  cells
    .map(storable)
    .filter(Boolean)
    .join(' · ')
    .slice(0, SAID)
    .replace(/\p{Cs}/gu, '');

/** A cell as one line that any column may hold. */
export const storable = (cell: string): string =>
  cell
    .slice(0, SAID)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
