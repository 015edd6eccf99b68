import type { EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { type Category, type Condition, serialKey } from '#devices';
import { FilePart } from './file.entity.js';
import type { SheetDevice } from './sheet-row.js';

/** A row that makes devices, as it waits in a part. Keys are worked out when needed. */
export interface GoodRow {
  readonly line: number;
  readonly device: SheetDevice;
  readonly raw: readonly string[];
}

type Packed = [
  line: number,
  category: Category,
  make: string,
  model: string,
  serial: string | null,
  condition: Condition,
  assetNumber: string | null,
  quantity: number,
  year: number | null,
  day: string | null,
  raw: readonly string[],
];

/** Good rows as one text: they are asked for by their file only, so that a row of a table each would be a waste. */
export const packRows = (rows: readonly GoodRow[]): string =>
  JSON.stringify(
    rows.map(({ line, device: d, raw }): Packed => {
      const { purchase: p } = d;
      return [
        line,
        d.category,
        d.make,
        d.model,
        d.serial,
        d.condition,
        d.assetNumber,
        d.quantity,
        p?.year ?? null,
        p?.day ?? null,
        raw,
      ];
    }),
  );

export const unpackRows = (text: string): GoodRow[] =>
  (JSON.parse(text) as Packed[]).map(
    ([line, category, make, model, serial, condition, assetNumber, quantity, year, day, raw]) => ({
      line,
      device: {
        category,
        make,
        model,
        serial,
        condition,
        assetNumber,
        quantity,
        purchase: year === null ? null : { year, day },
      },
      raw,
    }),
  );

export async function keepPart(tx: EntityManager, fileId: string, n: number, good: readonly GoodRow[]): Promise<void> {
  const last = good.at(-1);
  if (last) await tx.insert(FilePart, { fileId, n, lastLine: last.line, rows: packRows(good) });
}

/** The parts of a file that hold rows after a line, one at a time. */
export async function* partsOf(tx: EntityManager, fileId: string, after = 0): AsyncGenerator<GoodRow[]> {
  for (let last = after; ; ) {
    const [part] = await rows<{ last_line: number; rows: string }>(
      tx,
      'SELECT last_line, rows FROM intake.file_part WHERE file_id = $1 AND last_line > $2 ORDER BY n LIMIT 1',
      [fileId, last],
    );
    if (!part) return;
    yield unpackRows(part.rows);
    last = part.last_line;
  }
}

/** Forgets what was read of a file. */
export async function dropRows(tx: EntityManager, fileId: string, which: 'all' | 'good'): Promise<void> {
  await run(tx, 'DELETE FROM intake.file_part WHERE file_id = $1', [fileId]);
  if (which === 'all') await run(tx, 'DELETE FROM intake.file_row WHERE file_id = $1', [fileId]);
}

/** The keys by which a row may be a device that is already there. */
export const keysOf = (device: SheetDevice) => ({
  serial: serialKey(device.serial),
  number: serialKey(device.assetNumber, { generic: true }),
});
