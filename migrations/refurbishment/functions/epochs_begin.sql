-- The first epoch of all the devices of a statement. As the owner: the application may not write epoch_start.
CREATE OR REPLACE FUNCTION refurbishment.epochs_begin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO refurbishment.epoch_start (device_id, data_epoch, began_at, event_id)
  SELECT d.id, d.data_epoch, platform.clock_timestamp(), d.last_event_id FROM new_devices d;
  RETURN NULL;
END $$;
