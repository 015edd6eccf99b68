import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person declares what the thing would sell for; a company what it was worth in its books: each receipt says its own. */
export default class ValueOfAPerson1764000184000 implements MigrationInterface {
  name = 'ValueOfAPerson1764000184000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE receipts.legal_text DROP CONSTRAINT legal_text_subject_check,
        ADD CONSTRAINT legal_text_subject_check CHECK (subject IN ('transfer','data','public_undertaking','certify_company','certify_person',
          'donor_value','donor_value_person','yearly_declaration','reuse_target'));
      INSERT INTO receipts.legal_text VALUES ('donor_value_person', '2008-06-28',
        'Valeur de marché au jour du don, déclarée par le donateur, sous sa responsabilité. Le bénéficiaire ne l’a ni fixée ni vérifiée.',
        'CGI, art. 200 ; données du formulaire 11580');
      UPDATE receipts.legal_text SET source = 'CGI, art. 238 bis ; la valorisation relève du donateur, données du formulaire 16216'
      WHERE subject = 'donor_value' AND valid_from = '2008-06-28';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM receipts.legal_text WHERE subject = 'donor_value_person';
      ALTER TABLE receipts.legal_text DROP CONSTRAINT legal_text_subject_check,
        ADD CONSTRAINT legal_text_subject_check CHECK (subject IN ('transfer','data','public_undertaking','certify_company','certify_person',
          'donor_value','yearly_declaration','reuse_target'));
    `);
  }
}
