import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { IMEI, readImei, serialKey, showAssetCode } from '#devices';
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
 * ways. Batch by batch, with the rows as arrays and each thing looked up by its index: a table that was just filled has no statistics to plan by.
 * @returns what is known, by line.
 */
export async function findKnown(
  tx: EntityManager,
  issuer: string,
  good: readonly GoodRow<DeclaredRow>[],
): Promise<Map<number, Known>> {
  const found = new Map<number, Known>();
  const addProblem = (hits: readonly Hit[], code: string, field: string) => {
    for (const { line, code: device, word } of hits) {
      const before = found.get(line)?.problems ?? [];
      const facts = { code: showAssetCode(device) };
      const words = word ? { words: { serial: word } } : {};
      found.set(line, { wrong: true, problems: [...before, { code, field, facts }], ...words });
    }
  };
  const numbered = good.filter(({ meaning }) => meaning.numberKey !== null);
  const lines = numbered.map((row) => row.line);
  const numbers = numbered.map(({ meaning }) => meaning.numberKey);
  const named = (by: string, lines: readonly number[], numbers: readonly (string | null)[]) =>
    lines.length ? rows<{ line: number; code: string }>(tx, NAMED, [lines, numbers, by]) : [];
  addProblem(await named(issuer, lines, numbers), 'data_import.row_number_known', 'number');
  const phones = good.flatMap(({ line, meaning: { imei, serial } }) => {
    const number = imei ?? readImei(serial ?? '');
    return number ? [{ line, number: serialKey(number), field: imei ? 'imei' : 'serial' }] : [];
  });
  const fieldOf = new Map(phones.map(({ line, field }) => [line, field]));
  for (const hit of await named(
    IMEI,
    phones.map((phone) => phone.line),
    phones.map((phone) => phone.number),
  ))
    addProblem([hit], 'data_import.row_serial_known', fieldOf.get(hit.line)!);
  const serials = good.flatMap(serialsOf);
  if (serials.length) {
    const living = await rows<{ n: number; code: string; make: string; said: string }>(
      tx,
      `SELECT x.n, d.code, d.make, x.make AS said FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS x(n, key, make, state)
       JOIN devices.device d ON d.serial_key = x.key
       WHERE d.state <> ALL (devices.gone_states()) AND x.state <> ALL (devices.gone_states()) ORDER BY x.n, d.id`,
      [
        serials.map((_, n) => n),
        serials.map(({ key }) => key),
        serials.map(({ make }) => make),
        serials.map(({ state }) => state),
      ],
    );
    const seen = new Set<number>();
    for (const { n, code, make, said } of living) {
      const { line, typed, key, field, answer } = serials[n]!;
      const twin = isTwin([make, said], answer);
      if (!twin || seen.has(line)) continue;
      seen.add(line);
      const word = twin === 'ask' ? { word: sameSerial(key, typed) } : {};
      addProblem([{ line, code, ...word }], `data_import.row_serial_${twin === 'ask' ? 'maybe_' : ''}known`, field);
    }
  }
  if (numbered.length) {
    const codes = await rows<{ line: number; code: string }>(
      tx,
      `SELECT x.line, c.code FROM unnest($1::int[], $2::text[]) AS x(line, key) JOIN devices.asset_code c ON c.code = x.key`,
      [lines, numbers],
    );
    addProblem(codes, 'data_import.row_number_is_code', 'number');
  }
  return found;
}

// A number of an issuer is one device's. Asked number by number: a join may be turned round, and while Postgres believes the tables to be
// nearly empty it reads all that the issuer has for each row.
const NAMED = `
  SELECT n.line, n.code FROM (SELECT x.line, (SELECT d.code FROM devices.device d WHERE d.id = (SELECT a.device_id FROM devices.alias a
      WHERE lower(a.issuer) = lower($3) AND a.number_key = x.key AND a.freed_at IS NULL)) AS code
    FROM unnest($1::int[], $2::text[]) AS x(line, key) OFFSET 0) n
  WHERE n.code IS NOT NULL ORDER BY n.line`;

/** Every number of a row that may be the serial of a device: its own, its screen's, its IMEI. */
function serialsOf({ line, meaning }: GoodRow<DeclaredRow>) {
  const { make, state, screen, imei, sameSerial: answer } = meaning;
  const all = [
    { typed: meaning.serial, make, field: 'serial', answer },
    { typed: screen?.serial, make: '', field: 'screenSerial', answer: screen?.same },
    { typed: imei, make, field: 'imei', answer },
  ];
  return all.flatMap(({ typed, ...rest }) => {
    const key = serialKey(typed);
    return typed && key ? [{ ...rest, line, typed, key, state }] : [];
  });
}
