import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A multifunction printer is a kind of device of its own: the law caps its price apart from a printer's. */
export default class Multifunction1764000124000 implements MigrationInterface {
  name = 'Multifunction1764000124000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(categories(`,'multifunction_printer'`));
    await q.query(verdictOf(' multifunction_printer'));
    await q.query(`
      INSERT INTO intake.price_ceiling VALUES ('multifunction_printer', '2022-11-09', 17000, 'Décret du 7 novembre 2022');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DELETE FROM intake.price_ceiling WHERE category = 'multifunction_printer'`);
    await q.query(categories(''));
    await q.query(verdictOf(''));
  }
}

const ASKED = `'laptop','desktop','all_in_one','tablet','smartphone','monitor','printer'`;

const categories = (more: string) => `
  ALTER TABLE devices.device DROP CONSTRAINT device_category_check,
    ADD CONSTRAINT device_category_check CHECK (category IN (${ASKED},'other'${more}));
  ALTER TABLE allocation.request_line DROP CONSTRAINT request_line_category_check,
    ADD CONSTRAINT request_line_category_check CHECK (category IN (${ASKED}${more}));
  ALTER TABLE allocation.quota DROP CONSTRAINT quota_category_check,
    ADD CONSTRAINT quota_category_check CHECK (category IN (${ASKED}${more}));
`;

/** As 060-refurbishment wrote it; a multifunction printer is asked what a printer is. */
const verdictOf = (more: string) => `
  CREATE OR REPLACE FUNCTION refurbishment.verdict_of(version smallint, category text, answers jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN version = 1 AND (
      SELECT bool_and(CASE WHEN category = ANY (string_to_array(needed_by, ' '))
        THEN answers ->> point = 'ok' ELSE answers ->> point IN ('ok','na') END IS TRUE)
      FROM (VALUES
        ('screen', 'laptop all_in_one tablet smartphone monitor'),
        ('keyboard', 'laptop'),
        ('sound', 'laptop all_in_one tablet smartphone'),
        ('camera', ''),
        ('network', 'laptop desktop all_in_one tablet smartphone'),
        ('ports', 'laptop desktop all_in_one tablet smartphone monitor printer${more}'),
        ('battery', 'laptop tablet smartphone'),
        ('system', 'laptop desktop all_in_one tablet smartphone'),
        ('charger', 'laptop desktop all_in_one tablet smartphone monitor printer${more}')
      ) AS points(point, needed_by)
    ) THEN 'passed' ELSE 'failed' END $$;
`;
