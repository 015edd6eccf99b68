import type { EntityManager } from 'typeorm';
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

/** Keeps what is said about rows; of a row that was told already, what is new. A wrong row keeps its cells, to be given back. */
export async function keepTold(tx: EntityManager, fileId: string, rows: readonly ToldRow[]): Promise<void> {
  if (!rows.length) return;
  await tx.query(
    `INSERT INTO intake.file_row (file_id, line, category, make, model, serial, condition, inventory_number, quantity, wrong, warned, problems, said, raw, width)
     SELECT $1, x.line, category, make, model, serial, condition, inventory_number, quantity, wrong, NOT wrong, problems, said, raw, width
     FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::boolean[], $11::jsonb[], $12::text[], $13::text[], $14::int[])
       AS x(line, category, make, model, serial, condition, inventory_number, quantity, wrong, problems, said, raw, width)
     ON CONFLICT (file_id, line) DO UPDATE SET wrong = intake.file_row.wrong OR excluded.wrong, raw = excluded.raw, width = excluded.width,
       problems = intake.file_row.problems || excluded.problems`,
    [
      fileId,
      rows.map((r) => r.line),
      rows.map((r) => r.device?.category ?? null),
      rows.map((r) => r.device?.make ?? ''),
      rows.map((r) => r.device?.model ?? ''),
      rows.map((r) => r.device?.serial ?? null),
      rows.map((r) => r.device?.condition ?? 'unknown'),
      rows.map((r) => r.device?.inventoryNumber ?? null),
      rows.map((r) => r.device?.quantity ?? 1),
      rows.map((r) => r.wrong),
      rows.map((r) => JSON.stringify(r.problems)),
      rows.map((r) => (r.device ? '' : plain(r.raw))),
      rows.map((r) => (r.wrong ? JSON.stringify(r.raw) : null)),
      rows.map((r) => (r.wrong ? r.raw.length : 0)),
    ],
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
