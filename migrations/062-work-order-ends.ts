import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A work order ends when its device enters the stock, whichever page or program put it there. */
export default class WorkOrderEnds1764000062000 implements MigrationInterface {
  name = 'WorkOrderEnds1764000062000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE FUNCTION refurbishment.work_order_ends() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        UPDATE refurbishment.work_order SET closed_at = now(), help_code = NULL, help_at = NULL, help_operator = NULL
        WHERE device_id = NEW.id AND data_epoch = NEW.data_epoch AND closed_at IS NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER work_order_ends AFTER UPDATE ON devices.device FOR EACH ROW
        WHEN (NEW.state = 'in_stock' AND OLD.state <> 'in_stock') EXECUTE FUNCTION refurbishment.work_order_ends();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TRIGGER work_order_ends ON devices.device; DROP FUNCTION refurbishment.work_order_ends');
  }
}
