import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import type { GoodRow, Known, WordReading } from '#imports';
import { isTwin, sameSerial } from '#intake';
import type { DeclaredRow } from './opening.js';

interface Hit {
  readonly line: number;
  /** Of the device that is there. */
  readonly code: string;
  /** What a person has to say of it. */
  readonly word?: WordReading;
}

/**
 * Finds rows whose number or serial a device has already, and numbers that are the code of a label of ours, which would be read two
 * ways. Batch by batch, with the rows as arrays and each thing looked up by its index: nothing here hangs on what Postgres believes a
 * table that was just filled to hold.
 * @returns what is known, by line.
 */
export async function findKnown(
  tx: EntityManager,
  issuer: string,
  good: readonly GoodRow<DeclaredRow>[],
): Promise<Map<number, Known>> {
  const found = new Map<number, Known>();
  const blame = (hits: readonly Hit[], code: string, field: string) => {
    for (const { line, code: device, word } of hits) {
      const before = found.get(line)?.problems ?? [];
      const facts = { code: `BN-${device.slice(0, 4)}-${device.slice(4)}` };
      const words = word ? { words: { [field]: word } } : {};
      found.set(line, { wrong: true, problems: [...before, { code, field, facts }], ...words });
    }
  };
  const numbered = good.filter(({ meaning }) => meaning.numberKey !== null);
  const lines = numbered.map((row) => row.line);
  const numbers = numbered.map(({ meaning }) => meaning.numberKey);
  if (numbered.length) {
    const taken = await rows<{ line: number; code: string }>(
      tx,
      `SELECT x.line, d.code FROM unnest($1::int[], $2::text[]) AS x(line, key)
       JOIN devices.alias a ON lower(a.issuer) = lower($3) AND a.number_key = x.key AND a.freed_at IS NULL JOIN devices.device d ON d.id = a.device_id`,
      [lines, numbers, issuer],
    );
    blame(taken, 'data_import.row_number_known', 'number');
  }
  const serials = good.filter(({ meaning }) => meaning.serialKey !== null);
  if (serials.length) {
    const living = await rows<{ line: number; code: string; make: string; said: string }>(
      tx,
      `SELECT x.line, d.code, d.make, x.make AS said FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS x(line, key, make, state)
       JOIN devices.device d ON d.serial_key = x.key
       WHERE d.state <> ALL (devices.gone_states()) AND x.state <> ALL (devices.gone_states()) ORDER BY x.line, d.id`,
      [
        serials.map((row) => row.line),
        serials.map(({ meaning }) => meaning.serialKey),
        serials.map(({ meaning }) => meaning.make),
        serials.map(({ meaning }) => meaning.state),
      ],
    );
    const read = new Map(serials.map(({ line, meaning }) => [line, meaning]));
    const seen = new Set<number>();
    for (const { line, code, make, said } of living) {
      const { serial, serialKey, sameSerial: answer } = read.get(line)!;
      const twin = isTwin([make, said], answer);
      if (!twin || seen.has(line)) continue;
      seen.add(line);
      if (twin === true) blame([{ line, code }], 'data_import.row_serial_known', 'serial');
      else
        blame([{ line, code, word: sameSerial(serialKey!, serial!) }], 'data_import.row_serial_maybe_known', 'serial');
    }
  }
  if (numbered.length) {
    const codes = await rows<{ line: number; code: string }>(
      tx,
      `SELECT x.line, c.code FROM unnest($1::int[], $2::text[]) AS x(line, key) JOIN devices.asset_code c ON c.code = x.key`,
      [lines, numbers],
    );
    blame(codes, 'data_import.row_number_is_code', 'number');
  }
  return found;
}
