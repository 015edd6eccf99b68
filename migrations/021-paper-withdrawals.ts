import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#database';

/** A paper whose proof was taken back stays as it was, and says so wherever it is shown. */
export default class PaperWithdrawals1764000021000 implements MigrationInterface {
  name = 'PaperWithdrawals1764000021000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE documents.withdrawal (
        document_id uuid PRIMARY KEY REFERENCES documents.document,
        withdrawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        membership_id uuid REFERENCES people.membership,
        operator_number integer
      );
    `);
    await appendOnly(q, 'documents.withdrawal');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE documents.withdrawal');
  }
}
