-- The place of a medium that no inventory named: of the others it is their inventory's.
CREATE OR REPLACE FUNCTION devices.medium_came() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.order_no := NULL;
  IF NEW.snapshot_id IS NULL THEN
    PERFORM FROM devices.device d WHERE d.id = NEW.device_id FOR UPDATE;
    NEW.order_no := nextval('devices.device_event_id_seq');
  END IF;
  RETURN NEW;
END $$;
