import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A code stays on the device it was stuck on: taken off, it could be voided with its roll or stuck on another one, and old
 * papers and labels would lead there.
 */
export default class CodesStay1764000212000 implements MigrationInterface {
  name = 'CodesStay1764000212000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE FUNCTION devices.code_stays_on_device() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_taken',
          DETAIL = json_build_object('code', OLD.code, 'visible', false)::text;
      END $$;
      CREATE TRIGGER code_stays_on_device BEFORE UPDATE OF device_id ON devices.asset_code FOR EACH ROW
        WHEN (OLD.device_id IS NOT NULL AND NEW.device_id IS DISTINCT FROM OLD.device_id)
        EXECUTE FUNCTION devices.code_stays_on_device();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER code_stays_on_device ON devices.asset_code;
      DROP FUNCTION devices.code_stays_on_device;
    `);
  }
}
