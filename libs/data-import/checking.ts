import type { EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#database';
import { type DayOrder, DayOrderOf } from '#vocabulary';
import { DataImportFile } from './data-import-file.entity.js';
import type { MappedField } from './sheet-columns.js';
import { type Understanding, type Understood, understand } from './understanding.js';

const BATCH = 1_000;
/** What a row is understood to say. */
const READ = columnTable(
  {
    line: 'int',
    state: 'text',
    category: 'text',
    make: 'text',
    model: 'text',
    serial: 'text',
    serial_key: 'text',
    number: 'text',
    number_key: 'text',
    place: 'text',
    structure: 'text',
    day: 'date',
    origin: 'text',
    skipped: 'boolean',
    wrong: 'boolean',
    warned: 'boolean',
    problems: 'jsonb',
  },
  { file_id: 'uuid' },
);

/** Reads every row of a file again with the words as they are mapped now, and holds it against the devices there are. */
export async function checkRows(tx: EntityManager, fileId: string): Promise<void> {
  const file = await tx.findOneOrFail(DataImportFile, {
    select: { columns: true, header: true },
    where: { id: fileId },
  });
  const values = await rows<{ field: MappedField; key: string; target: string | null }>(
    tx,
    'SELECT field, key, target FROM data_import.file_value WHERE file_id = $1',
    [fileId],
  );
  const [now] = await rows<{ today: string }>(
    tx,
    `SELECT (now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date::text AS today`,
  );
  const u: Understanding = {
    columns: file.columns,
    width: file.header.length,
    targets: new Map(values.flatMap((v) => (v.target ? [[`${v.field} ${v.key}`, v.target]] : []))),
    dayOrder: await dayOrderOf(tx, fileId, file.columns.date),
    today: now!.today,
    seenNumbers: new Map(),
    seenSerials: new Map(),
  };
  for (let after = 0; ; ) {
    const batch = await rows<{ line: number; cells: string[] }>(
      tx,
      `SELECT line, cells FROM data_import.file_row WHERE file_id = $1 AND line > $2 ORDER BY line LIMIT ${BATCH}`,
      [fileId, after],
    );
    if (!batch.length) break;
    await write(
      tx,
      fileId,
      batch.map((row) => understand(row.line, row.cells, u)),
    );
    after = batch.at(-1)!.line;
  }
  await checkAgainstDevices(tx, fileId);
}

/** One order for the whole column of dates; null when its cells do not show it. */
async function dayOrderOf(tx: EntityManager, fileId: string, column: number | undefined): Promise<DayOrder | null> {
  if (column === undefined) return null;
  const dates = new DayOrderOf();
  const said = await rows<{ said: string | null }>(
    tx,
    'SELECT DISTINCT cells[$2::int] AS said FROM data_import.file_row WHERE file_id = $1',
    [fileId, column + 1],
  );
  for (const { said: cell } of said) dates.add(cell ?? '');
  const { meaning, sureness } = dates.order;
  return sureness === 'sure' ? meaning : null;
}

async function write(tx: EntityManager, fileId: string, read: readonly Understood[]): Promise<void> {
  const columns = read.map((r) => ({ ...r, serial_key: r.serialKey, number_key: r.numberKey }));
  await run(
    tx,
    `UPDATE data_import.file_row r SET state = x.state, category = x.category, make = x.make, model = x.model, serial = x.serial,
       serial_key = x.serial_key, number = x.number, number_key = x.number_key, place = x.place, structure = x.structure, day = x.day,
       origin = x.origin, skipped = x.skipped, wrong = x.wrong, warned = x.warned, problems = x.problems
     FROM (${READ.select}) x WHERE r.file_id = x.file_id AND r.line = x.line`,
    READ.values(columns, { file_id: fileId }),
  );
}

/** Adds a problem to the rows of `hits (line, code)`; a row keeps every problem it has. */
const blame = (hits: string, code: string, field: string) => `
  UPDATE data_import.file_row r SET wrong = true, problems = r.problems || jsonb_build_array(jsonb_build_object('code', '${code}', 'field', '${field}',
    'facts', jsonb_build_object('code', 'BN-' || left(h.code, 4) || '-' || right(h.code, 3))))
  FROM (${hits}) h WHERE r.file_id = $1 AND r.line = h.line AND NOT r.problems @> '[{"code": "${code}"}]'`;

/** Rows whose number or serial a device has already make nothing; counts what is good, wrong and left aside. */
export async function checkAgainstDevices(tx: EntityManager, fileId: string): Promise<void> {
  await run(
    tx,
    blame(
      `SELECT x.line, d.code FROM data_import.file_row x JOIN data_import.file f ON f.id = x.file_id
       JOIN devices.alias a ON lower(a.issuer) = lower(f.issuer) AND a.number_key = x.number_key AND a.freed_at IS NULL JOIN devices.device d ON d.id = a.device_id
       WHERE x.file_id = $1 AND NOT x.skipped`,
      'data_import.row_number_known',
      'number',
    ),
    [fileId],
  );
  await run(
    tx,
    blame(
      `SELECT DISTINCT ON (x.line) x.line, d.code FROM data_import.file_row x JOIN devices.device d ON d.serial_key = x.serial_key
       WHERE x.file_id = $1 AND NOT x.skipped AND d.state <> ALL (devices.gone_states()) AND coalesce(x.state, '') <> ALL (devices.gone_states())
         AND (x.make = '' OR d.make = '' OR lower(d.make) = lower(x.make)) ORDER BY x.line`,
      'data_import.row_serial_known',
      'serial',
    ),
    [fileId],
  );
  // An old number that is the code of a label of ours would be read two ways.
  await run(
    tx,
    blame(
      `SELECT x.line, c.code FROM data_import.file_row x JOIN devices.asset_code c ON c.code = x.number_key WHERE x.file_id = $1 AND NOT x.skipped`,
      'data_import.row_number_is_code',
      'number',
    ),
    [fileId],
  );
  await run(
    tx,
    `UPDATE data_import.file f SET rows_wrong = n.wrong, rows_warned = n.warned, rows_skipped = n.skipped FROM (
       SELECT count(*) FILTER (WHERE wrong AND NOT skipped) AS wrong, count(*) FILTER (WHERE warned AND NOT wrong AND NOT skipped) AS warned,
         count(*) FILTER (WHERE skipped) AS skipped FROM data_import.file_row WHERE file_id = $1) n
     WHERE f.id = $1`,
    [fileId],
  );
}
