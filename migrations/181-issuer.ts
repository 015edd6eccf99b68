import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a tax receipt says of the bank itself: its legal form, its object, its status. Nothing is eligible until somebody
 * who knows says so, and on which ground of the law.
 */
export default class Issuer1764000181000 implements MigrationInterface {
  name = 'Issuer1764000181000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The grounds on which the law lets a body issue receipts, each for which donors, from when, and by which text.
      CREATE TABLE people.eligibility_ground (
        code text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
        label text NOT NULL CHECK (label <> ''),
        for_companies boolean NOT NULL,
        for_persons boolean NOT NULL,
        valid_from date NOT NULL,
        source text NOT NULL CHECK (source <> '')
      );
      INSERT INTO people.eligibility_ground VALUES
        ('general_interest', 'Œuvre ou organisme d’intérêt général', true, true, '2003-08-01', 'CGI, art. 200, 1 b et art. 238 bis, 1 a'),
        ('public_utility', 'Association ou fondation reconnue d’utilité publique', true, true, '2003-08-01', 'CGI, art. 200, 1 a et art. 238 bis, 1 a'),
        ('endowment_fund', 'Fonds de dotation', true, true, '2008-08-06', 'CGI, art. 200, 1 g et art. 238 bis, 1 g'),
        ('free_help_people_in_need', 'Organisme qui aide gratuitement des personnes en difficulté', true, true, '2003-08-01', 'CGI, art. 200, 1 ter et art. 238 bis, 2'),
        ('adapted_company', 'Entreprise adaptée ou organisme d’insertion visé par la loi', false, true, '2003-08-01', 'Formulaire 11580, catégories d’organismes ; lecture à confirmer');
      REVOKE INSERT, UPDATE, DELETE ON people.eligibility_ground FROM bn_app;

      ALTER TABLE people.bank
        ADD COLUMN legal_form text NOT NULL DEFAULT '',
        ADD COLUMN object text NOT NULL DEFAULT '',
        ADD COLUMN status text NOT NULL DEFAULT '',
        ADD COLUMN eligibility_ground text REFERENCES people.eligibility_ground,
        ADD COLUMN eligibility_basis text NOT NULL DEFAULT '',
        ADD COLUMN signatory_title text NOT NULL DEFAULT '';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE people.bank DROP COLUMN legal_form, DROP COLUMN object, DROP COLUMN status, DROP COLUMN eligibility_ground,
        DROP COLUMN eligibility_basis, DROP COLUMN signatory_title;
      DROP TABLE people.eligibility_ground;
    `);
  }
}
