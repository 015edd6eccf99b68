import type { MigrationInterface, QueryRunner } from 'typeorm';
import { datedRules } from '#database';

/**
 * The bank's administrator adds rules with a date and a source. What is or was in force stays as it was: papers and devices were
 * made by it.
 */
export default class DatedRules1764000205000 implements MigrationInterface {
  name = 'DatedRules1764000205000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE FUNCTION platform.rule_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      DECLARE today date := (now() AT TIME ZONE coalesce((SELECT time_zone FROM people.bank LIMIT 1), 'Europe/Paris'))::date;
      BEGIN
        -- The owner brings the law with migrations, its past included.
        IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
          RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        IF TG_OP = 'INSERT' AND NEW.valid_from >= today THEN RETURN NEW; END IF;
        IF TG_OP = 'DELETE' AND OLD.valid_from > today THEN RETURN OLD; END IF;
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = CASE TG_OP WHEN 'INSERT' THEN 'rules.day_past' ELSE 'rules.in_force' END;
      END $$;
    `);
    for (const table of TABLES) await datedRules(q, table);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await q.query(`DROP TRIGGER rule_in_force ON ${table}; REVOKE INSERT, DELETE ON ${table} FROM bn_app`);
    await q.query('DROP FUNCTION platform.rule_in_force');
  }
}

/** As of this migration; a later dated table asks for the same in its own. */
const TABLES = [
  'intake.donor_rule',
  'intake.price_ceiling',
  'intake.public_gift_cap',
  'intake.reuse_age',
  'intake.retention',
  'intake.delay',
  'allocation.retention_rule',
  'allocation.approval_rule',
  'allocation.warranty_rule',
  'receipts.legal_text',
  'receipts.retention',
  'reporting.donor_link_rule',
];
