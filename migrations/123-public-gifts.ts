import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two figures of the law on what public bodies give: dated, with their source, shown where they matter. */
export default class PublicGifts1764000123000 implements MigrationInterface {
  name = 'PublicGifts1764000123000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- What one device given by a public body may be worth at most.
      CREATE TABLE intake.public_gift_cap (
        valid_from date PRIMARY KEY,
        cents integer NOT NULL CHECK (cents >= 0),
        source text NOT NULL CHECK (source <> '')
      );
      INSERT INTO intake.public_gift_cap VALUES ('2020-01-01', 30000, 'CGPPP, art. D3212-3');

      -- From which age a device no longer counts in a public body's duty of reuse.
      CREATE TABLE intake.reuse_age (
        valid_from date PRIMARY KEY,
        years integer NOT NULL CHECK (years BETWEEN 1 AND 100),
        source text NOT NULL CHECK (source <> '')
      );
      INSERT INTO intake.reuse_age VALUES
        ('2023-04-14', 10, 'Décret 2023-266 du 12 avril 2023 (loi REEN) : au-delà, hors de l’objectif de 50 % ; de même ce qui touche à la sécurité');
      REVOKE INSERT, UPDATE, DELETE ON intake.public_gift_cap, intake.reuse_age FROM bn_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE intake.public_gift_cap, intake.reuse_age');
  }
}
