import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { columnTable, mapConstraint, rows, run } from '#database';
import { type Actor, isMember, mustHave, newId, RuleBroken, WRITE } from '#kernel';
import { Outbox, type PendingRow } from '#queue';
import { DataImportApplying } from './applying.js';
import { checkRows } from './checking.js';
import { DataImportQueries } from './data-import.queries.js';
import { DataImportFile, DataImportProgress } from './data-import-file.entity.js';
import { fits, forgetOldRows, keepRows, noteFailure } from './keeping.js';
import { OPEN_STATES } from './lists.js';
import { readOldSheet } from './old-sheet.js';
import { type Columns, DATA_IMPORT_FIELDS, type MappedField } from './sheet-columns.js';
import { valueName } from './value-words.js';
import { keepValues, knownThings, placeOfTheBank, ValueCounter } from './values.js';
import type { DataImportState } from './views.js';

mapConstraint('data_import_file_once', 'data_import.file_twice', 'sheet');

/** Up to so many rows are taken over before the answer; beyond, a worker does it. The code is the same. */
const APPLY_AT_ONCE = 500;
const QUEUE = 'data_import';
const BATCH = 1_000;
const WORDS = columnTable({ field: 'text', key: 'text', target: 'text' });

export interface OldFile {
  readonly filename: string;
  readonly size: number;
  readonly sha256: string;
  /** The bytes, read once; they are not kept. */
  readonly source: AsyncIterable<Uint8Array>;
}

/** What a person says of a file: which column is what, and what the old words mean. */
export interface Mapping {
  readonly columns?: Columns;
  /** `field key` → target. */
  readonly targets?: ReadonlyMap<string, string>;
  readonly defaultPlaceId?: string;
}

/** A file of another tool, from its titles to devices: read, mapped, checked, then taken over or dropped as a whole. */
@Injectable()
export class DataImportService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly queries: DataImportQueries,
    private readonly applying: DataImportApplying,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) => this.pending(limit),
      process: async ({ id }) => void (await this.db.transaction((tx) => this.applying.apply(tx, id))),
      failed: ({ id }, error) => this.db.transaction((tx) => noteFailure(tx, id, error)),
    });
    this.outbox.schedule({
      name: 'data_import.forget',
      everyMs: 3_600_000,
      run: () => this.db.transaction(forgetOldRows),
    });
  }

  /**
   * Reads a file and keeps its rows, without the columns about people; the bytes themselves are not kept.
   * @param issuer the old tool's name: with it an old number is one machine's for ever.
   * @returns the file's id.
   * @throws RuleBroken `data_import.issuer_missing`, `data_import.issuer_too_long`, `data_import.file_twice`, `data_import.sheet_*`; NotFound.
   */
  async upload(tx: EntityManager, actor: Actor, file: OldFile, issuer: string): Promise<string> {
    mustHave(actor, WRITE.dataImport);
    const name = issuer.trim();
    if (!name) throw new RuleBroken('data_import.issuer_missing', {}, 'issuer');
    if (name.length > 60) throw new RuleBroken('data_import.issuer_too_long', { max: 60 }, 'issuer');
    const [twin] = await rows<{ filename: string; state: DataImportState }>(
      tx,
      `SELECT filename, state FROM data_import.file WHERE sha256 = $1 AND state <> ALL (data_import.failed_states())`,
      [file.sha256],
    );
    if (twin) throw new RuleBroken('data_import.file_twice', { ...twin }, 'sheet');
    if (file.size === 0) throw new RuleBroken('data_import.sheet_empty', {}, 'sheet');
    const sheet = await readOldSheet(file.source);
    const id = newId();
    const member = isMember(actor) ? actor : null;
    await tx.insert(DataImportFile, {
      id,
      issuer: name,
      filename: file.filename.slice(0, 200),
      sha256: file.sha256,
      state: 'mapping',
      header: [...sheet.header],
      people: [...sheet.people],
      columns: sheet.columns,
      defaultPlaceId: await placeOfTheBank(tx),
      membershipId: member?.membershipId ?? null,
      operatorNumber: member?.operatorNumber ?? null,
    });
    await tx.insert(DataImportProgress, { fileId: id, done: 0 });
    const values = new ValueCounter(sheet.columns, sheet.header.length);
    const read = await keepRows(tx, id, sheet.rows, values);
    if (!read) throw new RuleBroken('data_import.sheet_no_rows', {}, 'sheet');
    await this.settle(tx, id, sheet.columns, values, { rowsRead: read });
    return id;
  }

  /** Reads the kept rows again with other columns. @throws RuleBroken `data_import.not_now`, `data_import.column_twice`, `data_import.too_many_values`; NotFound. */
  async chooseColumns(tx: EntityManager, actor: Actor, fileId: string, asked: Columns): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    mustBe(file.state, OPEN_STATES);
    const entries = Object.entries(asked).filter(
      ([field, at]) =>
        DATA_IMPORT_FIELDS.some((f) => f === field) && Number.isInteger(at) && at >= 0 && at < file.header.length,
    );
    const twice = entries.find(([, at], i) => entries.findIndex(([, other]) => other === at) !== i);
    if (twice) throw new RuleBroken('data_import.column_twice', { title: file.header[twice[1]] }, `column.${twice[0]}`);
    const columns = Object.fromEntries(entries) as Columns;
    const values = new ValueCounter(columns, file.header.length);
    for (let after = 0; ; ) {
      const batch = await rows<{ line: number; cells: string[] }>(
        tx,
        `SELECT line, cells FROM data_import.file_row WHERE file_id = $1 AND line > $2 ORDER BY line LIMIT ${BATCH}`,
        [fileId, after],
      );
      if (!batch.length) break;
      for (const row of batch) values.add(row.cells);
      after = batch.at(-1)!.line;
    }
    const [many] = values.tooMany;
    if (many)
      throw new RuleBroken(
        'data_import.too_many_values',
        { field: many, title: file.header[columns[many]!] },
        `column.${many}`,
      );
    await this.settle(tx, fileId, columns, values);
  }

  /**
   * Ties the old words to ours, remembers them, and checks every row with them.
   * @throws RuleBroken `data_import.not_now`, `data_import.value_unmapped` (facts `values`), `data_import.place_missing`; NotFound.
   */
  async map(tx: EntityManager, actor: Actor, fileId: string, mapping: Mapping): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    mustBe(file.state, OPEN_STATES);
    const { structures, places } = await knownThings(tx);
    const placeId = mapping.defaultPlaceId ?? file.defaultPlaceId;
    if (!places.some((p) => p.id === placeId)) throw new RuleBroken('data_import.place_missing', {}, 'defaultPlaceId');
    const ids = new Set([...structures, ...places].map((k) => k.id));
    const values = await this.queries.values(actor, fileId, tx);
    const asked = values.map((v) => ({ ...v, target: mapping.targets?.get(`${v.field} ${v.key}`) ?? v.target }));
    const left = asked.filter((v) => !v.target || !fits(v.field, v.target, ids));
    if (left.length)
      throw new RuleBroken(
        'data_import.value_unmapped',
        { values: left.slice(0, 5).map((v) => v.value), count: left.length },
        valueName(left[0]!.field, left[0]!.key),
      );
    await run(
      tx,
      `UPDATE data_import.file_value v SET target = x.target FROM (${WORDS.select}) x
       WHERE v.file_id = $4 AND v.field = x.field AND v.key = x.key`,
      [...WORDS.values(asked), fileId],
    );
    // A donor who is a person is nobody's business next time.
    const kept = asked.filter(
      (v) => (v.key && v.field !== 'donor') || v.target === 'public_body' || v.target === 'company',
    );
    await run(
      tx,
      `INSERT INTO data_import.remembered (${WORDS.names}) ${WORDS.select}
       ON CONFLICT (field, key) DO UPDATE SET target = EXCLUDED.target, at = now()`,
      WORDS.values(kept),
    );
    await tx.update(DataImportFile, fileId, { defaultPlaceId: placeId, state: 'ready' });
    await checkRows(tx, fileId);
  }

  /** Back from the preview to the words. @throws RuleBroken `data_import.not_now`; NotFound. */
  async remap(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    mustBe(file.state, OPEN_STATES);
    await tx.update(DataImportFile, fileId, { state: 'mapping' });
  }

  /**
   * « Reprendre »: declares the devices of the good rows, all of them or none.
   * @param only `all`: refuses as long as one row is wrong; `good`: leaves the wrong ones out.
   * @throws RuleBroken `data_import.not_now`, `data_import.nothing_good`, `data_import.rows_wrong`; NotFound.
   */
  async apply(tx: EntityManager, actor: Actor, fileId: string, only: 'all' | 'good'): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    mustBe(file.state, ['ready']);
    const good = file.rowsRead - file.rowsWrong - file.rowsSkipped;
    if (only === 'all' && file.rowsWrong) throw new RuleBroken('data_import.rows_wrong', { count: file.rowsWrong });
    if (good <= 0) throw new RuleBroken('data_import.nothing_good');
    const member = isMember(actor) ? actor : null;
    await tx.update(DataImportFile, fileId, {
      state: 'applying',
      dueAt: () => 'now()',
      attempts: 0,
      membershipId: member?.membershipId ?? null,
      operatorNumber: member?.operatorNumber ?? null,
    });
    if (good <= APPLY_AT_ONCE) await this.applying.apply(tx, fileId);
    else await this.outbox.wake(tx, QUEUE);
  }

  /** Drops a file that made nothing; its rows and words are forgotten. @throws RuleBroken `data_import.not_now`; NotFound. */
  async refuse(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    const file = await this.queries.lock(tx, actor, fileId);
    mustBe(file.state, [...OPEN_STATES, 'failed']);
    await run(tx, 'DELETE FROM data_import.file_row WHERE file_id = $1', [fileId]);
    await run(tx, 'DELETE FROM data_import.file_value WHERE file_id = $1', [fileId]);
    await tx.update(DataImportFile, fileId, { state: 'refused', error: null });
  }

  private async settle(
    tx: EntityManager,
    fileId: string,
    columns: Columns,
    values: ValueCounter,
    more: { rowsRead?: number } = {},
  ): Promise<void> {
    // A column of too many different words is not read for what its title says.
    const kept = Object.fromEntries(
      Object.entries(columns).filter(([field]) => !values.tooMany.has(field as MappedField)),
    );
    await keepValues(tx, fileId, values.all());
    await tx.update(DataImportFile, fileId, { ...more, columns: kept, state: 'mapping' });
  }

  private pending(limit: number): Promise<PendingRow[]> {
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts AS attempt FROM data_import.file WHERE state = 'applying' AND due_at <= now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }
}

function mustBe(state: string, states: readonly string[]): void {
  if (!states.includes(state)) throw new RuleBroken('data_import.not_now', { state });
}
