-- A later epoch of a device's data began. As the owner: the application may not write epoch_start.
CREATE OR REPLACE FUNCTION refurbishment.epoch_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO refurbishment.epoch_start (device_id, data_epoch, began_at, event_id)
  VALUES (NEW.id, NEW.data_epoch, platform.clock_timestamp(), NEW.last_event_id);
  RETURN NULL;
END $$;
