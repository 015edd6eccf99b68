import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The same rules, asked once a statement where they were asked once a row: a donor's file logs thousands of devices at a
 * time. What two rules said twice is said once.
 */
export default class FewerChecksPerRow1764000210000 implements MigrationInterface {
  name = 'FewerChecksPerRow1764000210000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(NEW_DEVICES);
    await q.query(EPOCHS);
    await q.query(CODES);
    await q.query(SEARCH);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER history_tells_of_new ON devices.device;
      DROP TRIGGER history_tells ON devices.device;
      CREATE TRIGGER history_tells AFTER INSERT OR UPDATE ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.history_tells();
      DROP TRIGGER first_epoch ON devices.device;
      CREATE TRIGGER first_epoch BEFORE INSERT ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.first_epoch();
      ALTER TABLE devices.device ADD CONSTRAINT device_last_event FOREIGN KEY (last_event_id) REFERENCES devices.device_event DEFERRABLE INITIALLY DEFERRED;
      ALTER TABLE devices.device_event ADD CONSTRAINT device_event_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices.device DEFERRABLE INITIALLY DEFERRED;
      DROP TRIGGER epoch_begins ON devices.device;
      CREATE TRIGGER epoch_begins AFTER INSERT ON devices.device FOR EACH ROW EXECUTE FUNCTION refurbishment.epoch_begins();
      DROP FUNCTION devices.history_tells_of_new, refurbishment.epochs_begin;
      ALTER TABLE devices.asset_code ALTER CONSTRAINT asset_code_device_id_fkey NOT DEFERRABLE;
      ALTER INDEX devices.device_search_words SET (gin_pending_list_limit = 64);
    `);
  }
}

const NEW_DEVICES = `
  -- As history_tells, for all the devices of a statement at once.
  CREATE FUNCTION devices.history_tells_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT 1 FROM new_devices d LEFT JOIN devices.device_event e ON e.id = d.last_event_id
      WHERE e.id IS NULL OR e.device_id <> d.id OR e.txid <> pg_current_xact_id()
        OR (e.from_state, e.to_state) IS DISTINCT FROM ('none', d.state)
        OR e.location_from IS NOT NULL OR e.holder_from IS NOT NULL
        OR e.location_to IS DISTINCT FROM CASE WHEN d.place_id IS NOT NULL THEN 'place:' || d.place_id
          WHEN d.container_id IS NOT NULL THEN 'container:' || d.container_id
          WHEN d.transfer_id IS NOT NULL THEN 'transfer:' || d.transfer_id ELSE 'holder' END
        OR e.holder_to IS DISTINCT FROM CASE WHEN d.holder_org_id IS NOT NULL THEN 'org:' || d.holder_org_id ELSE 'ref:' || d.holder_ref END
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
    END IF;
    RETURN NULL;
  END $$;
  DROP TRIGGER history_tells ON devices.device;
  CREATE TRIGGER history_tells AFTER UPDATE ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.history_tells();
  CREATE TRIGGER history_tells_of_new AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
    FOR EACH STATEMENT EXECUTE FUNCTION devices.history_tells_of_new();

  DROP TRIGGER first_epoch ON devices.device;
  CREATE TRIGGER first_epoch BEFORE INSERT ON devices.device FOR EACH ROW WHEN (NEW.data_epoch <> 1) EXECUTE FUNCTION devices.first_epoch();

  -- history_tells looks the event up, and events are never deleted; device_follows looks the device up, and devices neither are.
  ALTER TABLE devices.device DROP CONSTRAINT device_last_event;
  ALTER TABLE devices.device_event DROP CONSTRAINT device_event_device_id_fkey;
`;

const EPOCHS = `
  CREATE FUNCTION refurbishment.epochs_begin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    INSERT INTO refurbishment.epoch_start (device_id, data_epoch, began_at, event_id)
    SELECT d.id, d.data_epoch, clock_timestamp(), d.last_event_id FROM new_devices d;
    RETURN NULL;
  END $$;
  DROP TRIGGER epoch_begins ON devices.device;
  CREATE TRIGGER epoch_begins AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
    FOR EACH STATEMENT EXECUTE FUNCTION refurbishment.epochs_begin();
`;

const CODES = `
  -- A drawn code is written with its device at once, before the device itself.
  ALTER TABLE devices.asset_code ALTER CONSTRAINT asset_code_device_id_fkey DEFERRABLE INITIALLY DEFERRED;
`;

const SEARCH = `
  -- The application says how many words may wait to be merged: few at a desk, many while a file is being logged.
  ALTER INDEX devices.device_search_words RESET (gin_pending_list_limit);
`;
