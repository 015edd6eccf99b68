import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, isId, NotFound, type Page, pageOf, readCursor } from '#kernel';
import { intakeScope, mustIntake } from './access.js';
import type { FileRowView, FileView } from './file.views.js';

const VIEW = `f.id, f.donation_id AS "donationId", n.number AS donation, f.filename, f.state, f.columns, f.rows_read AS "rowsRead",
  f.rows_wrong AS "rowsWrong", f.rows_warned AS "rowsWarned", f.rows_logged AS "rowsLogged", coalesce(p.done, 0) AS done,
  f.error, f.error_facts AS "errorFacts", f.created_at AS "createdAt", f.applied_at AS "appliedAt"`;
const FROM = `intake.file f JOIN intake.donation n ON n.id = f.donation_id LEFT JOIN intake.file_progress p ON p.file_id = f.id`;

/** Reading donors' files: by those who may read their donation. */
@Injectable()
export class FileQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The files of a donation, newest first. */
  async ofDonation(actor: Actor, donationId: string): Promise<FileView[]> {
    mustIntake(actor);
    if (!isId(donationId)) return [];
    return this.db.query(
      `SELECT ${VIEW} FROM ${FROM} WHERE f.donation_id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) ORDER BY f.id DESC LIMIT 100`,
      [donationId, intakeScope(actor)],
    );
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
    const [after] = readCursor(filter.cursor, 1) ?? [null];
    const which = filter.only === 'told' ? 'AND (wrong OR warned)' : filter.only === 'good' ? 'AND NOT wrong' : '';
    const rows: FileRowView[] = await this.db.query(
      `SELECT line, category, make, model, serial, condition, inventory_number AS "inventoryNumber", wrong, warned, problems, said
       FROM intake.file_row WHERE file_id = $1 AND line > $2 ${which} ORDER BY line LIMIT $3`,
      [fileId, typeof after === 'number' ? after : 0, limit + 1],
    );
    return pageOf(rows, limit, (row) => [row.line]);
  }

  /** The file, locked for a decision. @throws NotFound */
  async lock(tx: EntityManager, actor: Actor, id: string): Promise<FileView> {
    if (isId(id)) await tx.query('SELECT 1 FROM intake.file WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.find(tx, actor, id);
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<FileView> {
    mustIntake(actor);
    const [row] = isId(id)
      ? await tx.query(`SELECT ${VIEW} FROM ${FROM} WHERE f.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`, [
          id,
          intakeScope(actor),
        ])
      : [];
    if (!row) throw new NotFound('file');
    return row;
  }
}
