import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The private link on which a donor reads what became of its devices. */
export default class DonorLinks1764000201000 implements MigrationInterface {
  name = 'DonorLinks1764000201000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE reporting.donor_link_rule (
        valid_from date PRIMARY KEY,
        days integer NOT NULL CHECK (days > 0),
        source text NOT NULL CHECK (source <> '')
      );
      INSERT INTO reporting.donor_link_rule VALUES
        ('2021-01-01', 1095, 'Choix de la banque : le temps que les appareils d’un don soient réparés, remis et suivis');

      CREATE TABLE reporting.donor_link (
        id uuid PRIMARY KEY,
        donor_id uuid NOT NULL REFERENCES intake.donor,
        -- Whose donations it tells of: those of one collection point, or all of them when the bank made it.
        organisation_id uuid REFERENCES people.organisation,
        -- The secret itself is kept nowhere.
        secret_sha256 text NOT NULL UNIQUE CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
        operator_number integer,
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX donor_link_donor ON reporting.donor_link (donor_id, id DESC);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE reporting.donor_link, reporting.donor_link_rule');
  }
}
