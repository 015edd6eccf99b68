import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#database';
import { type Actor, isId, mustHave, NotFound, type Page, pageOf, READ, readCursor } from '#kernel';
import type { Known } from './value-words.js';
import { knownThings } from './values.js';
import type { DataImportFileView, DataImportRowView, DataImportValueView } from './views.js';

const VIEW = `f.id, f.issuer, f.filename, f.state, f.header, f.people, f.columns, f.default_place_id AS "defaultPlaceId", f.rows_read AS "rowsRead",
  f.rows_wrong AS "rowsWrong", f.rows_warned AS "rowsWarned", f.rows_skipped AS "rowsSkipped", f.rows_made AS "rowsMade", CASE WHEN f.state = 'applied' THEN f.rows_made ELSE coalesce(p.done, 0) END AS done,
  f.result, f.error, f.error_facts AS "errorFacts", f.created_at AS "createdAt", f.applied_at AS "appliedAt"`;
const FROM = 'data_import.file f LEFT JOIN data_import.progress p ON p.file_id = f.id';

/** Reading what comes from another tool; the bank's alone. */
@Injectable()
export class DataImportQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Every file, newest first. */
  async files(actor: Actor): Promise<DataImportFileView[]> {
    mustHave(actor, READ.dataImport);
    return rows<DataImportFileView>(this.db, `SELECT ${VIEW} FROM ${FROM} ORDER BY f.id DESC LIMIT 100`);
  }

  /** @throws NotFound */
  async byId(actor: Actor, id: string): Promise<DataImportFileView> {
    return this.find(this.db.manager, actor, id);
  }

  /** The file, locked for a decision. @throws NotFound */
  async lock(tx: EntityManager, actor: Actor, id: string): Promise<DataImportFileView> {
    mustHave(actor, READ.dataImport);
    if (isId(id)) await run(tx, 'SELECT 1 FROM data_import.file WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.find(tx, actor, id);
  }

  /** The different words of a file's mapped columns, the commonest first. */
  async values(actor: Actor, fileId: string, on: Reader = this.db): Promise<DataImportValueView[]> {
    mustHave(actor, READ.dataImport);
    return rows<DataImportValueView>(
      on,
      `SELECT field, key, value, count, target FROM data_import.file_value WHERE file_id = $1
       ORDER BY array_position(data_import.mapped_fields(), field), count DESC, key`,
      [fileId],
    );
  }

  /** What old words may be tied to. */
  async known(actor: Actor): Promise<{ structures: Known[]; places: Known[] }> {
    mustHave(actor, READ.dataImport);
    return knownThings(this.db);
  }

  /** Rows in the file's order; `told` keeps those with something to say, `good` those that make a device. */
  async rows(
    actor: Actor,
    fileId: string,
    filter: { only?: 'told' | 'good'; cursor?: string; limit?: number } = {},
  ): Promise<Page<DataImportRowView>> {
    await this.byId(actor, fileId);
    const limit = filter.limit ?? 50;
    const [after] = readCursor(filter.cursor, 1) ?? [null];
    const which =
      filter.only === 'told'
        ? 'AND (r.wrong OR r.warned) AND NOT r.skipped'
        : filter.only === 'good'
          ? 'AND NOT r.wrong AND NOT r.skipped'
          : '';
    const found = await rows<DataImportRowView>(
      this.db,
      `SELECT r.line, r.number, r.serial, r.category, r.make, r.model, r.state, coalesce(o.name, regexp_replace(vs.value, '^.*> *', '')) AS structure,
         coalesce(p.name, regexp_replace(vp.value, '^.*> *', '')) AS place, r.day::text AS day, r.origin, r.skipped, r.wrong, r.problems,
         left(array_to_string(array_remove(r.cells, ''), ' · '), 300) AS said
       FROM data_import.file_row r
       LEFT JOIN people.organisation o ON o.id::text = r.structure LEFT JOIN people.place p ON p.id::text = r.place
       LEFT JOIN data_import.file_value vs ON vs.file_id = r.file_id AND vs.field = 'structure' AND 'new:' || vs.key = r.structure
       LEFT JOIN data_import.file_value vp ON vp.file_id = r.file_id AND vp.field = 'place' AND 'new:' || vp.key = r.place
       WHERE r.file_id = $1 AND r.line > $2 ${which} ORDER BY r.line LIMIT $3`,
      [fileId, typeof after === 'number' ? after : 0, limit + 1],
    );
    return pageOf(found, limit, (row) => [row.line]);
  }

  /** The wrong rows as they came, with what is wrong, piece by piece: to be corrected and sent again. */
  async *wrongRows(
    actor: Actor,
    fileId: string,
  ): AsyncGenerator<{ cells: string[]; problems: DataImportRowView['problems'] }> {
    await this.byId(actor, fileId);
    for (let after = 0; ; ) {
      const found = await rows<{ line: number; cells: string[]; problems: DataImportRowView['problems'] }>(
        this.db,
        'SELECT line, cells, problems FROM data_import.file_row WHERE file_id = $1 AND wrong AND NOT skipped AND line > $2 ORDER BY line LIMIT 500',
        [fileId, after],
      );
      if (!found.length) return;
      yield* found;
      after = found.at(-1)!.line;
    }
  }

  private async find(on: Reader, actor: Actor, id: string): Promise<DataImportFileView> {
    mustHave(actor, READ.dataImport);
    const [row] = isId(id)
      ? await rows<DataImportFileView>(on, `SELECT ${VIEW} FROM ${FROM} WHERE f.id = $1`, [id])
      : [];
    if (!row) throw new NotFound('data import file');
    return row;
  }
}
