import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { type Actor, isId, mustHave, NotFound, type Page, pageOf, READ, readCursor, scopeOf } from '#kernel';
import { fileFor } from '../donor-names.js';
import type { FileRowView, FileView, WrongRow } from './file.views.js';
import { partsOf } from './file-parts.js';

const VIEW = `f.id, f.donation_id AS "donationId", n.number AS donation, f.filename, f.state, f.columns, f.format, f.sheets,
  f.sheet, f.header_row AS "headerRow", f.header, f.fields, f.examples, f.columns_by AS "columnsBy", f.choices ->> 'category' AS category, f.notice,
  f.devices_read AS "devicesRead", f.rows_read AS "rowsRead",
  f.rows_wrong AS "rowsWrong", f.rows_warned AS "rowsWarned", f.rows_logged AS "rowsLogged", CASE WHEN f.state = 'applied' THEN f.rows_logged ELSE coalesce(p.done, 0) END AS done,
  f.error, f.error_facts AS "errorFacts", f.created_at AS "createdAt", f.applied_at AS "appliedAt"`;
const FROM = `intake.file f JOIN intake.donation n ON n.id = f.donation_id LEFT JOIN intake.file_progress p ON p.file_id = f.id`;

/** Reading donors' files: by those who may read their donation. */
@Injectable()
export class FileQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The files of a donation, newest first. */
  async ofDonation(actor: Actor, donationId: string): Promise<FileView[]> {
    mustHave(actor, READ.donations);
    if (!isId(donationId)) return [];
    const files = await rows<FileView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE f.donation_id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) ORDER BY f.id DESC LIMIT 100`,
      [donationId, scopeOf(actor, READ.donations)],
    );
    return files.map((file) => fileFor(actor, file));
  }

  /** @throws NotFound */
  async byId(actor: Actor, id: string): Promise<FileView> {
    return this.find(this.db.manager, actor, id);
  }

  /** Rows of a file in its order; `told` keeps those with something to say, `good` those that make a device. */
  async rows(
    actor: Actor,
    fileId: string,
    filter: { only?: 'told' | 'good'; cursor?: string; limit?: number } = {},
  ): Promise<Page<FileRowView>> {
    await this.byId(actor, fileId);
    const limit = filter.limit ?? 50;
    const [cursor] = readCursor(filter.cursor, 1) ?? [null];
    const after = typeof cursor === 'number' ? cursor : 0;
    const told = filter.only === 'good' ? [] : await this.told(fileId, after, limit + 1);
    const good = filter.only === 'told' ? [] : await this.good(fileId, after, limit + 1, told);
    return pageOf(
      told.concat(good).sort((a, b) => a.line - b.line),
      limit,
      (row) => [row.line],
    );
  }

  /** The wrong rows of a file, as they came, a few hundred at a time: to be given back. */
  async *wrongRows(actor: Actor, fileId: string): AsyncGenerator<WrongRow> {
    await this.byId(actor, fileId);
    for (let after = 0; ; ) {
      const wrong = await rows<{ line: number; raw: string; problems: WrongRow['problems'] }>(
        this.db,
        'SELECT line, raw, problems FROM intake.file_row WHERE file_id = $1 AND wrong AND raw IS NOT NULL AND line > $2 ORDER BY line LIMIT 500',
        [fileId, after],
      );
      for (const row of wrong) yield { line: row.line, cells: JSON.parse(row.raw), problems: row.problems };
      if (wrong.length < 500) return;
      after = wrong.at(-1)!.line;
    }
  }

  /** How many cells the longest wrong row has. */
  async widestWrong(fileId: string): Promise<number> {
    const [row] = await rows<{ width: number }>(
      this.db,
      'SELECT coalesce(max(width), 0) AS width FROM intake.file_row WHERE file_id = $1 AND wrong',
      [fileId],
    );
    return row!.width;
  }

  private told(fileId: string, after: number, limit: number): Promise<FileRowView[]> {
    return rows<FileRowView>(
      this.db,
      `SELECT line, category, make, model, serial, condition, asset_number AS "assetNumber", quantity, wrong, warned, problems, said
       FROM intake.file_row WHERE file_id = $1 AND line > $2 ORDER BY line LIMIT $3`,
      [fileId, after, limit],
    );
  }

  private async good(
    fileId: string,
    after: number,
    limit: number,
    told: readonly FileRowView[],
  ): Promise<FileRowView[]> {
    const known = new Set(told.map((row) => row.line));
    const shown: FileRowView[] = [];
    for await (const part of partsOf(this.db.manager, fileId, after)) {
      for (const { line, device } of part) {
        if (line <= after || known.has(line)) continue;
        const { purchase: _, ...rest } = device;
        shown.push({ line, ...rest, wrong: false, warned: false, problems: [], said: '' });
        if (shown.length === limit) return shown;
      }
    }
    return shown;
  }

  /** The file, locked for a decision. @throws NotFound */
  async lock(tx: EntityManager, actor: Actor, id: string): Promise<FileView> {
    if (isId(id)) await run(tx, 'SELECT 1 FROM intake.file WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.find(tx, actor, id);
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<FileView> {
    mustHave(actor, READ.donations);
    const [row] = isId(id)
      ? await rows<FileView>(
          tx,
          `SELECT ${VIEW} FROM ${FROM} WHERE f.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
          [id, scopeOf(actor, READ.donations)],
        )
      : [];
    if (!row) throw new NotFound('file');
    return fileFor(actor, row);
  }
}
